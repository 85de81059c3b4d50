/** As it begins a line or stands alone: Spanish writes "lunes" only within a sentence. */
export function capitalized(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
