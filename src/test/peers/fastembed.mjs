// fastembed for Node. It takes the first token's vector, whatever the model wants, and pads every text to the
// limit: its speed can be compared, its vectors only where the model's pooling is cls.
// Arguments: the model's folder; mean or cls; file of texts, one a line.
import path from 'node:path';
import { EmbeddingModel, FlagEmbedding } from 'fastembed';
import { answer, readTexts } from './contender.mjs';

const [folder, , file] = process.argv.slice(2);
const model = await FlagEmbedding.init({
  model: EmbeddingModel.CUSTOM, modelAbsoluteDirPath: path.resolve(folder), modelName: 'model.onnx',
});
const WAYS = { one: 1, 'batch-8': 8, 'batch-32': 32 };

await answer({
  ways: Object.keys(WAYS),
  encode: async (way, texts) => {
    const vectors = [];
    for await (const batch of model.embed(texts, WAYS[way])) vectors.push(...batch);
    return vectors;
  },
}, readTexts(file));
