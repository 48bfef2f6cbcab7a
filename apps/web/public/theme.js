// Runs before the first paint, so that a dark theme never flashes white and a dense list never shrinks.
(function () {
  var theme = 'system';
  var density = 'comfortable';
  try {
    theme = localStorage.getItem('bridges.theme') || theme;
    density = localStorage.getItem('bridges.density') || density;
  } catch (error) {
    // Storage may be forbidden: the system's theme is shown then.
  }
  var isDark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.documentElement.dataset.density = density === 'compact' ? 'compact' : 'comfortable';
})();
