import type { ReactElement } from 'react'
import { classifierRegistry } from '../../core/classifiers/registry.ts'
import { usualSubgroups } from '../../core/dataset/subgroups.ts'
import { decidingMetrics, findMetric } from '../../core/evaluation/metrics/registry.ts'
import { countUnits } from '../../core/evaluation/plan.ts'
import { projectionNames } from '../../core/projection/projection.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { StudySettings } from '../../core/study/study.ts'
import { projectionExplanations, projectionTitles } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Checkbox, SelectField } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'
import type { ProjectionName } from '../../core/projection/projection.ts'
import { AblationChoice } from './ablation-choice.tsx'
import { AdaptNumbers } from './adapt-numbers.tsx'
import { FusionChoice } from './fusion-choice.tsx'
import { LiveRun } from './live-run.tsx'
import { LockedTestChoice } from './locked-test-choice.tsx'
import { NetworkCost } from './network-cost.tsx'
import { OperatingPointChoice } from './operating-point-choice.tsx'
import { PresetChoice } from './preset-choice.tsx'
import { ShuffleChoice } from './shuffle-choice.tsx'
import { StudyFile } from './study-file.tsx'
import { SubgroupChoice } from './subgroup-choice.tsx'
import { ValidationChoice } from './validation-choice.tsx'

/** One question: what is compared, and which single comparison decides. Named before the run (R9). */
export function AdaptScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const actions = useActions()
  if (!project?.dataset) return null
  const { settings, dataset, division } = project
  const set = (patch: Partial<StudySettings>): void => void actions.changeSettings(patch)
  const { folds } = division
  const modalities = dataset.modalities.map(({ name }) => name)
  const pieces = (changes: Partial<StudySettings>): number =>
    countUnits(modalities, folds, { ...settings, ...changes })
  const units = pieces({})
  const usual = usualSubgroups(project.table, project.roles)
  const subgroups = settings.subgroups ?? usual
  const subgroupColumns = [...new Set([...usual, ...subgroups])]
  const running = job?.kind === 'run'
  const blocked =
    job !== null ||
    division.failure !== null ||
    settings.projections.length === 0 ||
    settings.classifiers.length === 0
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>What should be compared?</h1>
        <p className="screen__lead">
          {plural(dataset.caseIds.length, 'case')} of {plural(new Set(dataset.patientIds).size, 'patient')} in{' '}
          {dataset.classes.length} classes. {plural(settings.projections.length, 'projection')} ×{' '}
          {plural(settings.classifiers.length, 'classifier')} on{' '}
          {plural(folds * settings.validation.repeats, 'fold')}: everything is fitted inside the training
          folds, and no patient is on both sides of a split.
        </p>
      </header>

      {running ? <LiveRun /> : <StudyFile />}

      <section className="screen__section" aria-labelledby="deciding">
        <h2 id="deciding">The comparison that decides</h2>
        <p className="quiet">Fixed before the run, so that the verdict cannot be picked afterwards.</p>
        <div className="fields">
          <SelectField
            label="Metric"
            value={settings.primary.metric}
            options={decidingMetrics.map((metric) => ({ value: metric.name, label: metric.title }))}
            onChange={(metric) => set({ primary: { ...settings.primary, metric } })}
            hint={findMetric(settings.primary.metric)?.explanation}
          />
          <SelectField
            label="Classifier"
            value={settings.primary.classifier}
            options={settings.classifiers.map((value) => ({
              value,
              label: classifierRegistry[value]?.title ?? value,
            }))}
            onChange={(classifier) => set({ primary: { ...settings.primary, classifier } })}
          />
          <SelectField
            label="Does this"
            value={settings.primary.compare[0]}
            options={comparable(settings, settings.primary.compare[1])}
            onChange={(name) =>
              set({
                primary: {
                  ...settings.primary,
                  compare: [name as ProjectionName, settings.primary.compare[1]],
                },
              })
            }
          />
          <SelectField
            label="do better than this?"
            value={settings.primary.compare[1]}
            options={comparable(settings, settings.primary.compare[0])}
            onChange={(name) =>
              set({
                primary: {
                  ...settings.primary,
                  compare: [settings.primary.compare[0], name as ProjectionName],
                },
              })
            }
          />
        </div>
      </section>

      <section className="screen__section" aria-labelledby="preset">
        <h2 id="preset">How the projection is trained</h2>
        <PresetChoice preset={settings.preset} onChange={(preset) => set({ preset })} />
        <NetworkCost preset={settings.preset} />
        <details className="disclosure">
          <summary>Every number</summary>
          <AdaptNumbers preset={settings.preset} onChange={(preset) => set({ preset })} />
        </details>
      </section>

      <div className="columns-2 screen__section">
        <section className="stack" aria-labelledby="projections">
          <h2 id="projections">Projections</h2>
          {projectionNames.map((name) => (
            <div key={name}>
              <Checkbox
                label={projectionTitles[name]}
                checked={settings.projections.includes(name)}
                disabled={settings.primary.compare.includes(name)}
                onChange={(on) =>
                  set({
                    projections: projectionNames.filter((p) =>
                      p === name ? on : settings.projections.includes(p),
                    ),
                  })
                }
              />
              <p className="field__hint">{projectionExplanations[name]}</p>
            </div>
          ))}
        </section>
        <section className="stack" aria-labelledby="classifiers">
          <h2 id="classifiers">Classifiers</h2>
          {Object.entries(classifierRegistry).map(([name, entry]) => (
            <Checkbox
              key={name}
              label={entry.title}
              checked={settings.classifiers.includes(name)}
              disabled={settings.primary.classifier === name}
              onChange={(on) =>
                set({
                  classifiers: Object.keys(classifierRegistry).filter((c) =>
                    c === name ? on : settings.classifiers.includes(c),
                  ),
                })
              }
            />
          ))}
        </section>
      </div>

      {modalities.length > 1 && (
        <FusionChoice
          modalities={modalities}
          chosen={settings.fusion}
          onChange={(fusion) => set({ fusion })}
        />
      )}
      {modalities.length > 1 && (
        <AblationChoice
          chosen={settings.ablation}
          pieces={{ without: pieces({ ablation: false }), with: pieces({ ablation: true }) }}
          onChange={(ablation) => set({ ablation })}
        />
      )}
      <ValidationChoice project={project} onChange={(validation) => set({ validation })} />
      <LockedTestChoice project={project} onChange={(validation) => set({ validation })} />
      <ShuffleChoice
        chosen={settings.label_shuffle}
        pieces={pieces({ label_shuffle: true }) - pieces({ label_shuffle: false })}
        onChange={(label_shuffle) => set({ label_shuffle })}
      />

      {dataset.positive !== null && (
        <OperatingPointChoice
          rule={settings.operating_point}
          positive={dataset.classes[dataset.positive]!}
          onChange={(operating_point) => set({ operating_point })}
        />
      )}
      {subgroupColumns.length > 0 && (
        <SubgroupChoice
          columns={subgroupColumns}
          chosen={subgroups}
          onChange={(chosen) => set({ subgroups: chosen })}
        />
      )}

      {job && !running && (
        <Callout kind="info">Another job is running; the comparison can start when it is done.</Callout>
      )}
      <div className="row">
        <Button
          kind="primary"
          icon="play"
          disabled={blocked}
          onClick={() => void actions.run()}
          data-testid="run"
        >
          Run the comparison
        </Button>
        <span className="quiet">
          {plural(units, 'independent piece')} of work; what is finished stays if you stop.
        </span>
      </div>
    </div>
  )
}

function comparable(settings: StudySettings, other: ProjectionName): { value: string; label: string }[] {
  return projectionNames
    .filter((name) => name !== other && settings.projections.includes(name))
    .map((name) => ({ value: name, label: projectionTitles[name] }))
}
