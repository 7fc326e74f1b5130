/** Has no backbone judge labels by itself after an import, as the box on the Train stage does. Runs in the page, and names nothing outside itself. */
export function putOffFirstRanking(): void {
  localStorage.setItem('second-look:first-ranking', 'off');
}
