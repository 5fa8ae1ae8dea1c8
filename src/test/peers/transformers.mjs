// Transformers.js: its feature-extraction pipeline, by itself and with a thread for each core.
// Arguments: the model's folder; mean or cls; file of texts, one a line.
import path from 'node:path';
import { env, pipeline } from '@huggingface/transformers';
import { CORES, answer, inBatches, readTexts } from './contender.mjs';

const [folder, pooling, file] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = path.dirname(path.resolve(folder)) + path.sep;
// fp32 is the name of model.onnx, whatever is in it.
const load = (options) =>
  pipeline('feature-extraction', path.basename(folder), { dtype: 'fp32', device: 'cpu', local_files_only: true, ...options });
const asItComes = await load({});
const threads = await load({ session_options: { intraOpNumThreads: CORES, interOpNumThreads: 1 } });

const WAYS = { one: [asItComes, 1], 'batch-8': [asItComes, 8], 'batch-32': [asItComes, 32], 'one-threads': [threads, 1] };

await answer({
  ways: Object.keys(WAYS),
  encode: (way, texts) => {
    const [extract, size] = WAYS[way];
    return inBatches(texts, size, async (batch) => (await extract(batch, { pooling, normalize: true })).tolist());
  },
}, readTexts(file));
