/** Hands a person a file of this content. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by the time that the next task runs; a minute is for slow disks.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
