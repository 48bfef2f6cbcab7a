// Runs before the first paint, so that a dark theme never flashes white.
(function () {
  var choice = 'system';
  try {
    choice = localStorage.getItem('bridges.theme') || 'system';
  } catch (error) {
    // Storage may be forbidden: the system's theme is shown then.
  }
  var isDark =
    choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
