/** The SHA-256 of a text in hexadecimal digits: a name that doesn't contain what it stands for. */
export async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(bytes).toHex();
}
