// Hugging Face's official client of inference endpoints takes a tour of a server: node inference.mjs URL
import assert from "node:assert/strict";
import { InferenceClient } from "@huggingface/inference";

const [url] = process.argv.slice(2);
const client = new InferenceClient().endpoint(url);

const one = await client.featureExtraction({ inputs: "Kites in a steady wind" });
assert.equal(one.length, 1);
assert.ok(Math.abs(Math.hypot(...one[0]) - 1) < 1e-3);

const several = await client.featureExtraction({
  inputs: ["Kites in a steady wind", "bread"],
  normalize: true,
  truncate: true,
  truncation_direction: "Right",
  prompt_name: "document",
});
assert.deepEqual(several[0], one[0]);
assert.equal(several.length, 2);

const alike = await client.sentenceSimilarity({
  inputs: { source_sentence: "kites in the wind", sentences: ["a kite in the wind", "sour bread"] },
});
assert.equal(alike.length, 2);
assert.ok(alike[0] > alike[1]);

await assert.rejects(client.featureExtraction({ inputs: Array(33).fill("kites") }), /batch size 33/);

console.log("inference: the tour is complete");
