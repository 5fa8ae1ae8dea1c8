// An independent implementation of the default encoder: Transformers.js instead of DJL's tokenizer and
// Java's pooling. It reads the model under models/, so it checks tokens and pooling, not the weights.
//
//   make golden                          writes the golden embeddings of the encoder's test anew
//   make reference FILE=papers.jsonl     compares an export with vectors: largest difference of a
//                                        component, and overlap of the first ten related papers
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AutoModel, AutoTokenizer, Tensor, env } from '@huggingface/transformers';

const MAX_TOKENS = 256;
const SEP = 102;
const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');
const GOLDEN = path.join(ROOT, 'src/test/resources/io/akin/encoder/onnx/golden.jsonl');

// Transformers.js wants a folder layout and configuration files of its own.
function modelFolder() {
  const source = path.join(ROOT, 'models/all-MiniLM-L6-v2');
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'akin-reference-'));
  const folder = path.join(parent, 'model');
  fs.mkdirSync(path.join(folder, 'onnx'), { recursive: true });
  fs.symlinkSync(path.join(source, 'model.onnx'), path.join(folder, 'onnx/model.onnx'));
  const tokenizer = JSON.parse(fs.readFileSync(path.join(source, 'tokenizer.json'), 'utf8'));
  tokenizer.truncation = null; // the file says 128, and pads to 128
  tokenizer.padding = null;
  fs.writeFileSync(path.join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  fs.writeFileSync(
    path.join(folder, 'tokenizer_config.json'),
    JSON.stringify({ tokenizer_class: 'BertTokenizer', model_max_length: 512, do_lower_case: true }));
  fs.writeFileSync(
    path.join(folder, 'config.json'),
    JSON.stringify({ model_type: 'bert', architectures: ['BertModel'], hidden_size: 384,
                     num_attention_heads: 12, num_hidden_layers: 6, intermediate_size: 1536, vocab_size: 30522 }));
  return parent;
}

const parent = modelFolder();
process.on('exit', () => fs.rmSync(parent, { recursive: true }));
env.allowRemoteModels = false;
env.localModelPath = parent + path.sep;
const tokenizer = await AutoTokenizer.from_pretrained('model', { local_files_only: true });
const model = await AutoModel.from_pretrained('model', { dtype: 'fp32', device: 'cpu', local_files_only: true });

// Transformers.js departs from the tokenizer the model was trained with in three places: it lower-cases a
// whole string at once, so that a final capital sigma becomes another letter; it does not set apart
// ideographs beyond the basic plane; and it drops [SEP] when it truncates. All three are mended here.
const ideographs = /[\u{20000}-\u{2A6DF}\u{2A700}-\u{2B81F}\u{2B920}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu;

function tokens(text) {
  const mended = text.replaceAll('\u03A3', '\u03C3').replace(ideographs, ' $& ');
  const ids = tokenizer(mended, { truncation: false, padding: false, return_tensor: false }).input_ids.map(Number);
  return ids.length > MAX_TOKENS ? [...ids.slice(0, MAX_TOKENS - 1), SEP] : ids;
}

async function embed(ids) {
  const tensor = (value) => new Tensor('int64', BigInt64Array.from(ids, value), [1, ids.length]);
  const output = await model({
    input_ids: tensor((id) => BigInt(id)), attention_mask: tensor(() => 1n), token_type_ids: tensor(() => 0n),
  });
  const { data, dims } = output.last_hidden_state;
  const sum = new Float64Array(dims[2]);
  for (let i = 0; i < data.length; i++) sum[i % dims[2]] += data[i];
  const length = Math.hypot(...sum);
  return Array.from(sum, (component) => Math.fround(component / length));
}

const readLines = (file) => fs.readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
const dot = (a, b) => a.reduce((sum, component, i) => sum + component * b[i], 0);

async function writeGolden() {
  const [heading, ...cases] = readLines(GOLDEN);
  const lines = [JSON.stringify(heading)];
  for (const { text } of cases) {
    const ids = tokens(text);
    const vector = (await embed(ids)).map((component) => Number(component.toPrecision(7)));
    lines.push(JSON.stringify({ text, tokens: ids, vector }));
  }
  fs.writeFileSync(GOLDEN, lines.join('\n') + '\n');
  console.log(`figures: golden_texts=${cases.length}`);
}

// As the recipe 'title. abstract + 0.2 title' has it.
async function paperVector(paper) {
  const title = await embed(tokens(paper.title));
  if (!paper.abstract) return title;
  const sum = (await embed(tokens(`${paper.title}. ${paper.abstract}`))).map((c, i) => c + 0.2 * title[i]);
  const length = Math.sqrt(dot(sum, sum));
  return sum.map((c) => c / length);
}

async function compare(file) {
  const papers = readLines(file);
  const expected = [];
  for (const paper of papers) {
    expected.push(await paperVector(paper));
  }
  const found = papers.map((paper) => paper.vector);
  let difference = 0;
  expected.forEach((vector, i) => vector.forEach((c, d) => { difference = Math.max(difference, Math.abs(c - found[i][d])); }));
  const firstTen = (vectors, i) => vectors
    .map((vector, j) => [j === i ? -2 : dot(vectors[i], vector), j])
    .sort((a, b) => b[0] - a[0]).slice(0, 10).map(([, j]) => j);
  let overlap = 0;
  for (let i = 0; i < papers.length; i++) {
    const ours = new Set(firstTen(found, i));
    overlap += firstTen(expected, i).filter((j) => ours.has(j)).length / Math.min(10, papers.length - 1);
  }
  console.log(`figures: papers=${papers.length} max_component_difference=${difference.toExponential(2)} ` +
              `overlap_at_10=${(overlap / papers.length).toFixed(4)}`);
}

const [command, file] = process.argv.slice(2);
if (command === 'golden') await writeGolden();
else if (command === 'compare' && file) await compare(file);
else { console.error('usage: reference.mjs golden | compare EXPORT.jsonl'); process.exitCode = 2; }
