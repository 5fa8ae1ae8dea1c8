// The official client of OpenAI takes a tour of a server: node openai.mjs URL MODEL
import assert from "node:assert/strict";
import OpenAI, { APIError } from "openai";

const [url, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: "any", maxRetries: 0 });

const models = [];
for await (const each of await client.models.list()) {
  models.push(each.id);
}
assert.deepEqual(models, [model]);
assert.equal((await client.models.retrieve(model)).object, "model");

// Base64 on the wire, unless numbers are asked for; the client decodes it.
const usual = await client.embeddings.create({ model, input: "Kites in a steady wind" });
const numbers = await client.embeddings.create({
  model,
  input: "Kites in a steady wind",
  encoding_format: "float",
});
const vector = usual.data[0].embedding;
assert.ok(Array.isArray(vector) && vector.length > 1);
assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-3);
assert.deepEqual(vector, numbers.data[0].embedding.map(Math.fround));
assert.ok(usual.usage.prompt_tokens >= 5);
assert.equal(usual.usage.total_tokens, usual.usage.prompt_tokens);

const several = await client.embeddings.create({ model, input: ["kites", "bread", "kites"] });
assert.deepEqual(several.data.map((each) => each.index), [0, 1, 2]);
assert.deepEqual(several.data[0].embedding, several.data[2].embedding);
assert.notDeepEqual(several.data[0].embedding, several.data[1].embedding);

const full = await client.embeddings.create({ model, input: "kites", dimensions: vector.length });
assert.equal(full.data[0].embedding.length, vector.length);

async function fails(request, status, param, code) {
  await assert.rejects(client.embeddings.create(request), (error) => {
    assert.ok(error instanceof APIError);
    assert.equal(error.status, status);
    assert.equal(error.param, param);
    assert.equal(error.code, code);
    assert.equal(error.type, "invalid_request_error");
    return true;
  });
}
await fails({ model, input: "" }, 400, "input", null);
await fails({ model, input: [] }, 400, "input", null);
await fails({ model, input: "kites", dimensions: 7 }, 400, "dimensions", null);
await fails({ model: "another", input: "kites" }, 404, "model", "model_not_found");
await assert.rejects(client.models.retrieve("another"), { status: 404, code: "model_not_found" });

console.log("openai: the tour is complete");
