package io.akin.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Pooling;
import io.akin.model.ModelManifest.Activation;
import io.akin.model.ModelManifest.Dense;
import io.akin.model.ModelManifest.Prompts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders as sentence-transformers and Transformers save them, by the kinds of models there are.
 */
class HuggingFaceFolderTest {
  private static final String NO_LIMIT = "1000000000000000019884624838656";

  @TempDir private Path models;

  private SavedModel saved() throws IOException {
    return SavedModel.at(models.resolve("saved"));
  }

  private ModelManifest manifest() throws ModelException {
    return ModelFolder.open(models, "saved").manifest();
  }

  private String refusal() {
    return String.valueOf(assertThrows(ModelException.class, this::manifest).getMessage());
  }

  private void assertRefusal(String... parts) {
    String message = refusal();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  /** A model's own files, by its configuration; no limit but that of its positions. */
  private SavedModel saved(String config) throws IOException {
    return saved()
        .with("config.json", config)
        .with("tokenizer_config.json", "{\"model_max_length\": " + NO_LIMIT + "}")
        .without("sentence_bert_config.json");
  }

  @Test
  void aBertModelIsDescribedByItsFiles() throws IOException {
    saved();

    ModelManifest manifest = manifest();

    assertEquals("saved", manifest.name());
    assertEquals("Apache-2.0", manifest.licence());
    assertEquals("model.onnx", manifest.weights());
    assertEquals("tokenizer.json", manifest.tokenizer());
    assertEquals(Pooling.MEAN, manifest.pooling());
    assertEquals(384, manifest.dimension());
    assertEquals(256, manifest.maxTokens());
    assertEquals(0, manifest.padToken());
    assertEquals(Prompts.NONE, manifest.prompts());
    assertEquals(List.of(), manifest.dense());
    assertEquals("cosine", manifest.similarity());
    assertEquals(
        "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c", // of "weights"
        manifest.files().get("model.onnx"));
    assertEquals(Set.of("model.onnx", "tokenizer.json"), manifest.files().keySet());
  }

  @Test
  void aDerivedModelNeedsNoSecondReadingToBeVerified() throws IOException {
    SavedModel model = saved();
    ModelFolder opened = ModelFolder.open(models, "saved");
    model.without("model.onnx"); // a second reading would fail

    assertTrue(opened.derived());
    assertDoesNotThrow(opened::verify);
  }

  @ParameterizedTest
  @CsvSource({
    "bert, 512, 0, 512",
    "modernbert, 8192, 50283, 8192",
    "roberta, 514, 1, 512",
    "xlm-roberta, 514, 1, 512",
    "xlm-roberta, 8194, 1, 8192",
    "camembert, 514, 1, 512",
    "mpnet, 514, 1, 512"
  })
  void positionsThatPaddingTakesUpAreNotForTokens(
      String type, int positions, int padToken, int usable) throws IOException {
    saved(
        """
        {"model_type": "%s", "hidden_size": 384, "max_position_embeddings": %d, "pad_token_id": %d}
        """
            .formatted(type, positions, padToken));

    assertEquals(usable, manifest().maxTokens());
    assertEquals(padToken, manifest().padToken());
  }

  @ParameterizedTest
  @CsvSource({
    "384, 512, 384", // all-mpnet-base-v2: what sentence-transformers says is the limit
    "512, 128, 512", // and it is, where the tokenizer says less
    "600, 512, 512", // but there are no more positions than there are
    "null, 128, 128",
    "null, " + NO_LIMIT + ", 512",
    "null, null, 512"
  })
  void theTokenLimitIsWhatSentenceTransformersWouldTake(
      String sentence, String tokenizer, int expected) throws IOException {
    saved()
        .with(
            "config.json",
            """
            {"model_type": "mpnet", "hidden_size": 384, "max_position_embeddings": 514,
             "pad_token_id": 1}
            """)
        .with("sentence_bert_config.json", "{\"max_seq_length\": " + sentence + "}")
        .with("tokenizer_config.json", "{\"model_max_length\": " + tokenizer + "}");

    assertEquals(expected, manifest().maxTokens());
  }

  @Test
  void aModelWithoutAnyTokenLimitIsRefusedWithTheOptionThatTellsIt() throws IOException {
    saved("{\"model_type\": \"t5\", \"d_model\": 384}");

    assertRefusal("does not say where texts are cut", "--max-tokens");
  }

  @Test
  void theLimitOfAnOlderRobertaModelIsInAFileOfItsOwn() throws IOException {
    saved()
        .without("sentence_bert_config.json")
        .with("sentence_roberta_config.json", "{\"max_seq_length\": 75}");

    assertEquals(75, manifest().maxTokens());
  }

  @Test
  void aDecoderPoolsItsLastTokenAndTakesThePaddingOfItsTokenizer() throws IOException {
    saved("{\"model_type\": \"qwen3\", \"hidden_size\": 1024, \"max_position_embeddings\": 32768}")
        .with("tokenizer_config.json", "{\"model_max_length\": 131072, \"pad_token\": \"<|end|>\"}")
        .with(
            "tokenizer.json",
            """
            {"added_tokens": [{"id": 151643, "content": "<|end|>"}, {"id": 7, "content": "<|im|>"}],
             "normalizer": {"type": "NFC"}, "model": {"vocab": {}}}
            """)
        .with(
            "1_Pooling/config.json",
            """
            {"word_embedding_dimension": 1024, "pooling_mode_lasttoken": true,
             "pooling_mode_mean_tokens": false, "include_prompt": true}
            """)
        .with(
            "config_sentence_transformers.json",
            """
            {"prompts": {"query": "Instruct: find\\nQuery:", "document": ""},
             "default_prompt_name": null, "similarity_fn_name": "cosine"}
            """);

    ModelManifest manifest = manifest();

    assertEquals(Pooling.LAST_TOKEN, manifest.pooling());
    assertEquals(151643, manifest.padToken());
    assertEquals(32768, manifest.maxTokens());
    assertEquals(new Prompts("Instruct: find\nQuery:", ""), manifest.prompts());
  }

  @Test
  void theTokenizersPaddingIsTakenWhereTheConfigurationHasNone() throws IOException {
    saved("{\"model_type\": \"mpnet\", \"hidden_size\": 384, \"max_position_embeddings\": 514}")
        .with("tokenizer.json", "{\"padding\": {\"pad_id\": 1, \"pad_token\": \"<pad>\"}}");

    assertEquals(1, manifest().padToken());
    assertEquals(512, manifest().maxTokens());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": false} | CLS",
        "{\"pooling_mode_max_tokens\": true} | MAX",
        "{\"pooling_mode_mean_sqrt_len_tokens\": true} | MEAN",
        "{\"word_embedding_dimension\": 384} | MEAN",
        "{\"embedding_dimension\": 384, \"pooling_mode\": \"mean\"} | MEAN",
        "{\"embedding_dimension\": 384, \"pooling_mode\": \"cls\"} | CLS",
        "{\"embedding_dimension\": 384, \"pooling_mode\": [\"lasttoken\"]} | LAST_TOKEN"
      })
  void poolingIsReadInItsOlderAndItsNewerForm(String config, Pooling expected) throws IOException {
    saved().with("1_Pooling/config.json", config);

    assertEquals(expected, manifest().pooling());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": true} | cls and mean",
        "{\"pooling_mode\": [\"mean\", \"max\"]} | mean and max",
        "{\"pooling_mode_weightedmean_tokens\": true} | weightedmean",
        "{\"pooling_mode\": \"attention\"} | attention",
        "{\"pooling_mode_mean_tokens\": \"yes\"} | true or false",
        "{\"word_embedding_dimension\": 768} | 768 components, but the transformer makes 384",
        "[] | not a JSON object",
        "{ | not JSON"
      })
  void poolingThatAkinCannotDoIsRefused(String config, String part) throws IOException {
    saved().with("1_Pooling/config.json", config);

    assertRefusal("saved", part);
  }

  @Test
  void aPromptOutsideThePoolingIsRefused() throws IOException {
    saved()
        .with(
            "1_Pooling/config.json",
            "{\"pooling_mode_mean_tokens\": true, \"include_prompt\": false}");
    assertEquals(Pooling.MEAN, manifest().pooling());

    saved()
        .with(
            "1_Pooling/config.json",
            "{\"pooling_mode_mean_tokens\": true, \"include_prompt\": false}")
        .with("config_sentence_transformers.json", "{\"prompts\": {\"query\": \"q: \"}}");
    assertRefusal("include_prompt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{\"prompts\": {\"query\": \"query: \", \"passage\": \"passage: \"}}|query: |passage: ",
        "{\"prompts\": {\"query\": \"q \", \"document\": \"d \", \"passage\": \"p \"}}|q |d ",
        "{\"prompts\": {\"s\": \"same \", \"t\": \"no\"}, \"default_prompt_name\": \"s\"}|same |same ",
        "{\"prompts\": {\"query\": \"q \", \"s\": \"same \"}, \"default_prompt_name\": \"s\"}|q |same ",
        "{\"prompts\": {\"sts\": \"no\"}}|''|''",
        "{\"prompts\": {}}|''|''"
      })
  void promptsAreThoseOfQueriesAndDocumentsOrElseTheUsualOne(
      String config, String query, String document) throws IOException {
    saved().with("config_sentence_transformers.json", config);

    assertEquals(
        new Prompts(query.replace("''", ""), document.replace("''", "")), manifest().prompts());
  }

  @Test
  void denseLayersFollowThePoolingAndGiveTheDimension() throws IOException {
    saved()
        .with(
            "modules.json",
            """
            [{"path": "", "type": "sentence_transformers.base.modules.transformer.Transformer"},
             {"path": "1_Pooling", "type": "sentence_transformers.sentence_transformer.modules.pooling.Pooling"},
             {"path": "2_Dense", "type": "sentence_transformers.base.modules.dense.Dense"},
             {"path": "3_Dense", "type": "sentence_transformers.models.Dense"},
             {"path": "4_Normalize", "type": "sentence_transformers.models.Normalize"}]
            """)
        .with(
            "2_Dense/config.json",
            """
            {"in_features": 384, "out_features": 1536, "bias": false,
             "activation_function": "torch.nn.modules.linear.Identity"}
            """)
        .with("2_Dense/model.safetensors", "first")
        .with(
            "3_Dense/config.json",
            """
            {"in_features": 1536, "out_features": 256, "bias": true,
             "activation_function": "torch.nn.modules.activation.Tanh"}
            """)
        .with("3_Dense/model.safetensors", "second");

    ModelManifest manifest = manifest();

    assertEquals(256, manifest.dimension());
    assertEquals(
        List.of(
            new Dense("2_Dense/model.safetensors", Activation.IDENTITY),
            new Dense("3_Dense/model.safetensors", Activation.TANH)),
        manifest.dense());
    assertEquals(
        Set.of(
            "model.onnx",
            "tokenizer.json",
            "2_Dense/model.safetensors",
            "3_Dense/model.safetensors"),
        manifest.files().keySet());
  }

  private SavedModel withDense(String config) throws IOException {
    return saved()
        .with(
            "modules.json",
            """
            [{"path": "", "type": "sentence_transformers.models.Transformer"},
             {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
             {"path": "2_Dense", "type": "sentence_transformers.models.Dense"}]
            """)
        .with("2_Dense/config.json", config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"in_features\": 768, \"out_features\": 256 | 768 components, but what is before it makes 384",
        "\"in_features\": 384 | no out_features",
        "\"in_features\": 384.5, \"out_features\": 256 | a whole number",
        "\"in_features\": 384, \"out_features\": 256, \"activation_function\": \"torch.nn.modules.activation.Mish\" | Mish",
        "\"in_features\": 384, \"out_features\": 256, \"module_input_name\": \"token_embeddings\" | token_embeddings",
        "\"in_features\": 384, \"out_features\": 256, \"use_residual\": true | residual"
      })
  void aLayerThatAkinCannotDoIsRefused(String keys, String part) throws IOException {
    withDense("{" + keys + "}").with("2_Dense/model.safetensors", "layer");

    assertRefusal("2_Dense", part);
  }

  @Test
  void aLayerWhoseWeightsCanRunCodeIsRefusedWithTheNextStep() throws IOException {
    SavedModel model = withDense("{\"in_features\": 384, \"out_features\": 256}");
    assertRefusal("no file 2_Dense/model.safetensors");

    model.with("2_Dense/pytorch_model.bin", "pickle");
    assertRefusal("pytorch_model.bin", "save_file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"path\": \"\", \"type\": \"sentence_transformers.models.WordEmbeddings\"}] | WordEmbeddings",
        "[{\"path\": \"\", \"type\": \"custom_st.Transformer\"}] | custom_st.Transformer",
        "[{\"path\": \"\", \"type\": \"sentence_transformers.models.Transformer\"}] | in this order",
        "[{\"path\": \"../x\", \"type\": \"sentence_transformers.models.Transformer\"}] | outside",
        "[{\"path\": \"/etc\", \"type\": \"sentence_transformers.models.Transformer\"}] | outside",
        "[] | not a list of 1 to 16 modules",
        "{} | not a list of 1 to 16 modules"
      })
  void modulesThatAkinCannotDoAreRefused(String modules, String part) throws IOException {
    saved().with("modules.json", modules);

    assertRefusal("modules.json", part);
  }

  @Test
  void aLengthOfOneBeforeALayerIsNotTheSameAsBehindItAndIsRefused() throws IOException {
    withDense("{}")
        .with(
            "modules.json",
            """
            [{"path": "", "type": "sentence_transformers.models.Transformer"},
             {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
             {"path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
             {"path": "2_Dense", "type": "sentence_transformers.models.Dense"}]
            """);

    assertRefusal("Transformer, Pooling, Normalize, Dense", "in this order");
  }

  @Test
  void aPlainTransformersFolderDoesNotSayHowItPools() throws IOException {
    SavedModel.transformer(models.resolve("saved"));

    assertRefusal("does not say how it pools", "akin model add", "--pooling");
  }

  @Test
  void aPlainTransformersFolderWithAPoolingConfigurationDoes() throws IOException {
    SavedModel.transformer(models.resolve("saved"))
        .with("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}");

    assertEquals(Pooling.CLS, manifest().pooling());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "absent",
      value = {
        "{\"type\": \"Lowercase\"} | true",
        "{\"type\": \"BertNormalizer\", \"lowercase\": true} | true",
        "{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"NFD\"}, {\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"Lowercase\"}]}]} | true",
        "{\"type\": \"BertNormalizer\", \"lowercase\": false} | false",
        "{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"NFD\"}]} | false",
        "null | false"
      })
  void aModelThatWantsSmallLettersNeedsATokenizerThatMakesThem(String normalizer, boolean small)
      throws IOException {
    saved()
        .with("sentence_bert_config.json", "{\"max_seq_length\": 128, \"do_lower_case\": true}")
        .with("tokenizer.json", "{\"model\": {\"vocab\": {}}, \"normalizer\": " + normalizer + "}");

    if (small) {
      assertEquals(128, manifest().maxTokens());
    } else {
      assertRefusal("do_lower_case", "Lowercase");
    }
  }

  @Test
  void theNetworkMayLieInAFolderOfItsOwnWithItsTensorsBesideIt() throws IOException {
    saved()
        .without("model.onnx")
        .with("onnx/model.onnx", "graph")
        .with("onnx/model.onnx_data", "tensors")
        .with("onnx/model.onnx_data_1", "more")
        .with("onnx/model_fp16.onnx", "half")
        .with("onnx/model_fp16.onnx_data", "half");

    ModelManifest manifest = manifest();

    assertEquals("onnx/model.onnx", manifest.weights());
    assertEquals(
        Set.of(
            "onnx/model.onnx", "onnx/model.onnx_data", "onnx/model.onnx_data_1", "tokenizer.json"),
        manifest.files().keySet());
  }

  @Test
  void tensorsBesideTheNetworkAreKnownByBothOfTheirNames() throws IOException {
    saved().with("model.onnx.data", "tensors");

    assertTrue(manifest().files().containsKey("model.onnx.data"));
  }

  @Test
  void aVariantOfLessPrecisionIsTakenOnlyWhenAskedFor() throws IOException {
    SavedModel model = saved().without("model.onnx").with("onnx/model_quantized.onnx", "int8");
    assertRefusal(
        "neither model.onnx nor onnx/model.onnx", "onnx/model_quantized.onnx", "--weights");

    ModelManifest asked = derive(model, overrides(Optional.of("onnx/model_quantized.onnx")));

    assertEquals("onnx/model_quantized.onnx", asked.weights());
    assertEquals(Set.of("onnx/model_quantized.onnx", "tokenizer.json"), asked.files().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx/model_int4.onnx", "../saved/model.onnx", "/etc/hosts", ""})
  void weightsThatAreNotInTheFolderAreRefused(String path) throws IOException {
    SavedModel model = saved();

    String message =
        String.valueOf(
            assertThrows(ModelException.class, () -> derive(model, overrides(Optional.of(path))))
                .getMessage());

    assertTrue(message.contains("no file " + path), message);
  }

  @Test
  void whatAPersonStatesTakesThePlaceOfWhatTheFolderSays() throws IOException {
    SavedModel model =
        saved().with("config_sentence_transformers.json", "{\"prompts\": {\"query\": \"q: \"}}");

    ModelManifest manifest =
        derive(
            model,
            new ModelOverrides(
                Optional.of(Pooling.CLS),
                Optional.empty(),
                OptionalInt.of(100),
                Optional.of(""),
                Optional.of("d: "),
                List.of(64, 128),
                Optional.of("MIT"),
                Optional.of("https://models.example/small")));

    assertEquals(Pooling.CLS, manifest.pooling());
    assertEquals(100, manifest.maxTokens());
    assertEquals(new Prompts("", "d: "), manifest.prompts());
    assertEquals(List.of(64, 128), manifest.matryoshka());
    assertEquals("MIT", manifest.licence());
    assertEquals("https://models.example/small", manifest.source());
  }

  @Test
  void aDimensionToCutToIsNotLargerThanTheModels() throws IOException {
    SavedModel model = saved();
    ModelOverrides tooLarge =
        new ModelOverrides(
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(512),
            Optional.empty(),
            Optional.empty());

    String message =
        String.valueOf(
            assertThrows(ModelException.class, () -> derive(model, tooLarge)).getMessage());

    assertTrue(message.contains("from 1 to 384"), message);
  }

  private static ModelManifest derive(SavedModel model, ModelOverrides stated)
      throws ModelException {
    return HuggingFaceFolder.manifest(model.folder(), "saved", stated);
  }

  private static ModelOverrides overrides(Optional<String> weights) {
    return new ModelOverrides(
        Optional.empty(),
        weights,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "tokenizer.json", "1_Pooling/config.json"})
  void aMissingFileIsNamed(String file) throws IOException {
    saved().without(file);

    assertRefusal("no file " + file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config.json | { | not JSON",
        "config.json | [] | not a JSON object",
        "config.json | {\"model_type\": \"bert\"} | no hidden_size",
        "config.json | {\"hidden_size\": \"384\"} | a whole number",
        "tokenizer.json | tokenizer | not JSON",
        "tokenizer.json | [] | not a JSON object",
        "sentence_bert_config.json | {\"max_seq_length\": \"long\"} | a whole number",
        "config_sentence_transformers.json | {\"prompts\": []} | prompts",
        "config_sentence_transformers.json | {\"prompts\": {\"query\": 7}} | prompt 'query'"
      })
  void aMalformedFileIsNamedWithWhatIsWrong(String file, String text, String part)
      throws IOException {
    saved().with(file, text);

    assertRefusal(file, part);
  }

  @Test
  void aConfigurationOfManyMegabytesIsRefused() throws IOException {
    saved().with("config.json", " ".repeat((4 << 20) + 1));

    assertRefusal("config.json", "bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "---\\nlicense: apache-2.0\\n--- | Apache-2.0",
        "---\\nlicense: \"mit\"\\n--- | MIT",
        "---\\nlicense: cc-by-nc-4.0\\n--- | CC-BY-NC-4.0",
        "---\\nlicense: gemma\\n--- | LicenseRef-gemma",
        "---\\ntags: x\\n---\\nlicense: mit | NOASSERTION",
        "# A model\\nlicense: mit | NOASSERTION",
        "'' | NOASSERTION"
      })
  void theLicenceIsThatOfTheModelCard(String card, String licence) throws IOException {
    saved().with("README.md", card.replace("\\n", "\n"));

    assertEquals(licence, manifest().licence());
  }
}
