// The only script that runs before the first picture of the page: it keeps a chosen theme from
// flashing in. As a plain script it can import nothing, so that the name of the storage's entry
// stands here again; a browser test finds out when it is another one than in stage.js.

try {
  const choice = localStorage.getItem('downhill-theme');
  if (choice) document.documentElement.dataset.theme = choice;
} catch {
  // Without storage there is no choice.
}
