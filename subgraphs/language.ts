/** "en" takes "en-US" as well, not the other way round. */
export function isInLanguage(language: string, wanted: string): boolean {
  return language === wanted || language.startsWith(`${wanted}-`);
}
