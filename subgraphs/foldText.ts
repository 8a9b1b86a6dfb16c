/**
 * `Frieren: Beyond Journey’s End` → `frieren beyond journeys end`. Not left to the database, whose lower case
 * depends on the server's locale.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’‘]/g, '')
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** As {@link foldText}, without spaces: equal where two titles differ in nothing that a reader would mind. */
export function foldTitle(text: string): string {
  return foldText(text).replaceAll(' ', '');
}
