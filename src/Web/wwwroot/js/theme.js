// Runs before the first paint: the remembered (or the system's) choice of light or dark.
(function () {
  const sheet = { light: 'material-base.css', dark: 'material-dark-base.css' };
  function wanted() {
    try { const saved = localStorage.getItem('theme'); if (saved === 'light' || saved === 'dark') return saved; } catch { /* storage is off */ }
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  function apply(theme) {
    document.documentElement.dataset.theme = theme;
    const link = document.getElementById('radzen-theme');
    const href = link && link.getAttribute('href').replace(/material(-dark)?-base\.css/, sheet[theme]);
    if (link && href !== link.getAttribute('href')) link.setAttribute('href', href);
    document.dispatchEvent(new CustomEvent('themechange', { detail: theme }));
  }
  window.simulatorTheme = {
    toggle() {
      const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
      try { localStorage.setItem('theme', next); } catch { /* storage is off */ }
      apply(next);
    },
  };
  apply(wanted());
})();
