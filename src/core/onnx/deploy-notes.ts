import { casesInWords, relabelSentences } from '../report/facts.ts'
import { keepsCases } from '../model/keeps-cases.ts'
import type { FinalModel } from '../model/final-model.ts'
import type { ExportCheck } from './export-check.ts'
import { tolerance } from './export-check.ts'
import { notice, type ModelFile } from './model-file.ts'
import type { ModelInput } from './model-inputs.ts'

/** DEPLOY.md of a model: its own inputs, and how other engines run it. */
export function deployNotes(model: FinalModel, { inputs }: ModelFile, check: ExportCheck): string {
  return `# Using this model elsewhere

**${notice}** Predictions go to nobody's care without a study of their own. MODEL-CARD.md says what was measured, and on whom.

${patientData(model)}

## What is here

| file | what it is |
| --- | --- |
| model.onnx | the model: features of tables, what stands for missing values, scaling, projection, classifier, calibration (ONNX opset 17) |
| encoders.json | the encoders whose vectors it takes, by id, revision, pooling and tokenizer settings |
| score.py | scores a CSV with numpy and onnxruntime |
| MODEL-CARD.md, model-card.html | intended use, data, results with intervals, limits |

${fittedOn(model)}

The file was compared with the app on ${check.cases} of the ${check.of} cases that the model was fitted on: no probability differs by more than ${check.largestDifference.toExponential(1)} (at most ${tolerance} is allowed).

## Inputs and outputs

| input | type and shape | what goes in |
| --- | --- | --- |
${inputs.flatMap(inputRows).join('\n')}

Outputs: \`probabilities\`, float32 [cases, ${model.classes.length}], in the order ${model.classes.map((name) => code(name)).join(', ')}; \`label\`, string [cases], the most probable class.

A case that lacks a modality is scored as the app scores it (rule R7): say so with the input that ends in \`_present\`, or with gaps in the table. The metadata (\`custom_metadata_map\` in onnxruntime) says all this for programs: \`nearside.inputs\`, \`nearside.classes\`, \`nearside.study\`, \`nearside.fitted_on\` with the SHA-256 of the data.

## Vectors

${vectorNotes(model, inputs)}

## A CSV

    python -m pip install numpy onnxruntime
    python score.py --columns                          # the columns that it looks for
    python score.py cases.csv --id case --out scores.csv

A column that is not there counts as missing in every row. A cell that should be a number and is none is an error. In what score.py writes, an apostrophe stands before
names that a spreadsheet would run as a formula, as in the app's own tables.

## Spark

\`mapInPandas\` hands a function batches of rows; score.py, shipped with the job, opens the model once for each task.

    spark.sparkContext.addFile("model.onnx")   # Spark Connect: spark.addArtifacts("model.onnx", file=True)
    spark.sparkContext.addPyFile("score.py")   # Spark Connect: spark.addArtifacts("score.py", pyfile=True)

    def score_batches(batches):
        from pyspark import SparkFiles
        from score import Model, columns_of
        model = Model(SparkFiles.get("model.onnx"))
        columns = columns_of(model.inputs)
        for batch in batches:
            table = {name: batch[name].fillna("").tolist() for name in columns if name in batch.columns}
            probabilities, labels = model.score(table, len(batch))
            of_class = {f"probability_{k}": probabilities[:, k] for k in range(len(model.classes))}
            yield batch.assign(predicted=labels, **of_class)

    from pyspark.sql.types import FloatType, StringType, StructField, StructType
    # every column as text, as score.py reads it; quotation marks and line breaks in cells as other programs write them
    cases = spark.read.csv("cases.csv", header=True, multiLine=True, escape='"')
    added = [StructField("predicted", StringType())]
    added += [StructField(f"probability_{k}", FloatType()) for k in range(${model.classes.length})]
    cases.mapInPandas(score_batches, StructType(cases.schema.fields + added)).write.parquet("scores.parquet")

\`spark.sql.execution.arrow.maxRecordsPerBatch\` is the size of a batch.

## Ray Data

    import pyarrow as pa
    import pyarrow.csv
    import ray

    class Scorer:
        def __init__(self, path):
            from score import Model, columns_of
            self.model = Model(path)
            self.columns = columns_of(self.model.inputs)

        def __call__(self, batch):
            table = {name: batch[name].fillna("").tolist() for name in self.columns if name in batch.columns}
            probabilities, labels = self.model.score(table, len(batch))
            of_class = {f"probability_{k}": probabilities[:, k] for k in range(len(self.model.classes))}
            return batch.assign(predicted=labels, **of_class)

    ray.init(runtime_env={"working_dir": "."})   # every process finds model.onnx and score.py there
    columns = open("columns.txt").read().splitlines()   # python score.py --columns > columns.txt
    as_text = pa.csv.ConvertOptions(column_types={name: pa.string() for name in columns})
    with_breaks = pa.csv.ParseOptions(newlines_in_values=True)
    cases = ray.data.read_csv("cases.csv", convert_options=as_text, parse_options=with_breaks)
    scores = cases.map_batches(
        Scorer, fn_constructor_args=["model.onnx"], batch_format="pandas", batch_size=1024,
        compute=ray.data.ActorPoolStrategy(size=4))
    scores.write_parquet("/absolute/path/scores")

Ray starts \`size\` processes, and each opens the model once. Columns that are not listed in columns.txt are read as Arrow guesses, and go along.

## Triton

    models/nearside/1/model.onnx
    models/nearside/config.pbtxt

config.pbtxt:

${tritonConfig(model, inputs)}

    tritonserver --model-repository=/absolute/path/models

\`max_batch_size: 0\` leaves the first axis, the cases, to the caller: a request may hold any number of them.
`
}

function fittedOn({ caseIds, patients, study }: FinalModel): string {
  const all = `It was fitted on ${casesInWords({ cases: caseIds.length, patients })}.`
  return [all, ...relabelSentences(study)].join(' ')
}

const patientData = (model: FinalModel): string =>
  keepsCases(model.choice)
    ? `**This folder holds patient data.** The classifier (${model.choice.classifier}) keeps vectors of the cases that it was fitted on inside model.onnx: treat the file as you treat the records themselves.`
    : 'The file holds no case of those that it was fitted on, but numbers learned from them and, where it predicts from categories, their values. Trained models can still reveal something of whom they were trained on: treat it as patient data unless somebody with authority decides otherwise.'

/** Within a table: a bar would end the cell. */
const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll('|', String.raw`\|`)}\``

function inputRows(input: ModelInput): string[] {
  if (input.kind === 'vectors')
    return [
      `| ${code(input.name)} | float32 [cases, ${input.dimensions}] | the vectors of ${code(input.modality)}; any finite numbers for a case without one |`,
      `| ${code(input.present)} | bool [cases] | whether a case has ${code(input.modality)} |`,
    ]
  const { numbers, categories } = input
  return [
    ...(numbers
      ? [
          `| ${code(numbers.name)} | float64 [cases, ${numbers.columns.length}] | ${numbers.columns.map(code).join(', ')}, in this order; NaN where a value is missing |`,
        ]
      : []),
    ...(categories
      ? [
          `| ${code(categories.name)} | int64 [cases, ${categories.columns.length}] | ${categories.columns.map(({ name, levels }) => `${code(name)} (${levels.map((level, k) => `${k}: ${code(level)}`).join(', ')})`).join('; ')}; -1 where a value is missing, any other number where it is none of these |`,
        ]
      : []),
  ]
}

function vectorNotes({ modalities }: FinalModel, inputs: readonly ModelInput[]): string {
  const texts = new Set(modalities.filter(({ kind }) => kind === 'text').map(({ name }) => name))
  const vectors = inputs.filter((input) => input.kind === 'vectors')
  if (vectors.length === 0) return 'This model takes none: numbers and categories go in as they are.'
  return `The model takes vectors, not texts or pictures. They must come from the encoders of encoders.json, in the same revision, with the same pooling and tokenizer settings: other vectors give other answers without any error. Compare a few with the app's before you make the rest.
${vectors.some(({ modality }) => texts.has(modality)) ? textVectors : ''}
In a CSV the vectors are a column each: ${vectors.map(({ modality, columns }) => `${code(modality)} ${code(columns[0]!)} to ${code(columns.at(-1)!)}`).join(', ')}.

Vectors that were made elsewhere also come back into Nearside: as columns that begin alike and end in a number (e0, e1, ...), as one list-valued column in Parquet or JSONL, or as a .npy file beside the table. Give the column the use "Ready-made vectors" under Data, and train on them here.`
}

/** For encoders.json and the folder of a model, as hubs of models have it. Long texts are cut: windows would be a loop more. */
const textVectors = `
One text after the other, with \`pip install onnxruntime tokenizers\` and the encoder's own files (onnx/, tokenizer.json), as \`long_texts: truncate\` asks; the same class serves \`mapInPandas\` and \`map_batches\` below:

    import json
    import numpy as np, onnxruntime, tokenizers

    class Embedder:
        def __init__(self, encoder, folder):
            ending = {"fp32": "", "fp16": "_fp16", "q8": "_quantized"}[encoder["dtype"]]
            self.encoder = encoder
            self.session = onnxruntime.InferenceSession(f"{folder}/onnx/{encoder['weights']}{ending}.onnx")
            self.tokenizer = tokenizers.Tokenizer.from_file(f"{folder}/tokenizer.json")
            self.tokenizer.enable_truncation(encoder["tokenizer"]["max_tokens"])

        def __call__(self, text):
            ids = self.tokenizer.encode(self.encoder["tokenizer"]["prefix"] + text).ids
            known = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": [0] * len(ids)}
            names = [item.name for item in self.session.get_inputs()]
            feeds = {name: np.array([known[name]], np.int64) for name in names}
            (output,) = self.session.run([self.encoder["output"]], feeds)
            pool = {"model": lambda x: x, "mean": lambda x: x.mean(axis=0), "cls": lambda x: x[0], "last": lambda x: x[-1]}
            return pool[self.encoder["pooling"]](output[0]).astype(np.float32)

    encoder = json.load(open("encoders.json"))[0]
    vector = Embedder(encoder, "/models/" + encoder["id"])("Chest pain since an hour.")   # [d]

A text that is missing, or of which the encoder knows no word (a vector of zeros), has no vector: leave its cells empty.
`

function tritonConfig({ classes }: FinalModel, inputs: readonly ModelInput[]): string {
  const tensor = (name: string, type: string, dims: string): string =>
    `  { name: "${name}", data_type: ${type}, dims: [ ${dims} ] }`
  const values = inputs.flatMap((input) => {
    if (input.kind === 'vectors')
      return [
        tensor(input.name, 'TYPE_FP32', `-1, ${input.dimensions}`),
        tensor(input.present, 'TYPE_BOOL', '-1'),
      ]
    const { numbers, categories } = input
    return [
      ...(numbers ? [tensor(numbers.name, 'TYPE_FP64', `-1, ${numbers.columns.length}`)] : []),
      ...(categories ? [tensor(categories.name, 'TYPE_INT64', `-1, ${categories.columns.length}`)] : []),
    ]
  })
  const outputs = [
    tensor('probabilities', 'TYPE_FP32', `-1, ${classes.length}`),
    tensor('label', 'TYPE_STRING', '-1'),
  ]
  return indented(
    `name: "nearside"\nbackend: "onnxruntime"\nmax_batch_size: 0\ninput [\n${values.join(',\n')}\n]\noutput [\n${outputs.join(',\n')}\n]`,
  )
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
