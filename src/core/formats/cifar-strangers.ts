/** Whether a file is what macOS puts beside each file of an archive or of a foreign disk. */
export const isCompanion = (name: string): boolean => name.startsWith('._');

/** Whether a file is one that stands beside batches and holds none: a page about them, or a mark of the system. */
export const isUsualStranger = (name: string): boolean =>
  /^(\.ds_store|thumbs\.db|desktop\.ini|.*\.(html?|md|pdf)|(readme|license|licence|notice|copying)(\.\w+)?)$/i.test(
    name,
  );
