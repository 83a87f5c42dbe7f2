// Runs before the first paint: the remembered (or the system's) choice of light or dark, and the colours of rise and fall.
(function () {
  const choices = { theme: ['system', 'light', 'dark', 'projector'], colors: ['blueOrange', 'greenRed'] };
  const here = {};
  function chosen(name) {
    if (here[name]) return here[name];
    try { const saved = localStorage.getItem(name); if (choices[name].includes(saved)) return saved; } catch { /* storage is off */ }
    return choices[name][0];
  }
  function shown() {
    const theme = chosen('theme');
    return theme !== 'system' ? theme : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  function apply() {
    const root = document.documentElement, shows = shown(), theme = shows === 'dark' ? 'dark' : 'light';
    root.dataset.theme = theme;
    root.toggleAttribute('data-projector', shows === 'projector');
    root.dataset.colors = chosen('colors');
    document.dispatchEvent(new CustomEvent('themechange', { detail: theme }));
  }
  function choose(name, value) {
    here[name] = value;
    try { localStorage.setItem(name, value); } catch { /* storage is off */ }
    apply();
  }
  const all = () => Object.fromEntries(Object.keys(choices).map(name => [name, chosen(name)]));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  window.simulatorTheme = { all, choose, toggle() { choose('theme', shown() === 'dark' ? 'light' : 'dark'); } };
  apply();
})();
