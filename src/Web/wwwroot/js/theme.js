// Runs before the first paint: the remembered (or the system's) choice of light or dark, and the colours of rise and fall.
(function () {
  const sheet = { light: 'material-base.css', dark: 'material-dark-base.css' };
  const choices = { theme: ['system', 'light', 'dark'], colors: ['blueOrange', 'greenRed'] };
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
    const root = document.documentElement, theme = shown();
    root.dataset.theme = theme;
    root.dataset.colors = chosen('colors');
    const link = document.getElementById('radzen-theme');
    const href = link && link.getAttribute('href').replace(/material(-dark)?-base\.css/, sheet[theme]);
    if (link && href !== link.getAttribute('href')) link.setAttribute('href', href);
    document.dispatchEvent(new CustomEvent('themechange', { detail: theme }));
  }
  function choose(name, value) {
    here[name] = value;
    try { localStorage.setItem(name, value); } catch { /* storage is off */ }
    apply();
  }
  window.simulatorTheme = { chosen, choose, toggle() { choose('theme', shown() === 'dark' ? 'light' : 'dark'); } };
  apply();
})();
