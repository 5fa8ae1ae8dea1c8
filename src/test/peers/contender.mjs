// The protocol of src/test/java/io/akin/benchmark/Contender.java: what is asked, and how it is answered.
//
//   answer({ ways: ['one', ...], encode: async (way, texts) => [[component, ...], ...] }, texts)
import fs from 'node:fs';
import os from 'node:os';
import readline from 'node:readline';

export const CORES = os.availableParallelism();
export const readTexts = (file) => fs.readFileSync(file, 'utf8').trimEnd().split('\n');

export async function answer({ ways, encode }, texts) {
  const print = (text) => process.stdout.write(`= ${text}\n`);
  print(`ways ${ways.join(' ')}`);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const words = line.split(' ');
    if (words[0] === 'run') {
      const start = performance.now();
      await encode(words[1], texts.slice(0, Number(words[2])));
      print((performance.now() - start) / 1000);
    } else if (words[0] === 'vectors') {
      const vectors = await encode(ways[0], texts.slice(0, Number(words[1])));
      print(vectors.map((vector) => Array.from(vector).join(' ')).join(' '));
    } else throw new Error(`unknown command: ${line}`);
  }
  process.exit(0);
}

// Calls `embed` with lists of `size` texts each, and returns all vectors.
export async function inBatches(texts, size, embed) {
  const vectors = [];
  for (let i = 0; i < texts.length; i += size) vectors.push(...await embed(texts.slice(i, i + size)));
  return vectors;
}
