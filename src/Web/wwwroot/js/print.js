// A page for paper: the browser's dialog opens when everything stands, and the page closes itself after it where it may.
addEventListener('load', () => setTimeout(() => print(), 300));
