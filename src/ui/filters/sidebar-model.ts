import type { Table } from '../../core/dataset/table.ts';
import { memo } from '../../core/memo.ts';
import type { Decisions } from '../../core/views/decision-filter.ts';
import { FilterMemory } from '../../core/views/filter-memory.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { viewPresets, type ViewPreset } from '../views/view-presets.ts';
import { countFacet, countName, facetsOf, type FacetCounts, type NameStage } from './facet-counts.ts';
import { fieldTitle } from '../samples/field-titles.ts';
import { fieldBins, type ScoreBins } from '../scores/score-bins.ts';
import { withoutOrder, type Facet } from '../../core/views/edit-stages.ts';

/** A number field of the sidebar; its values are counted only where it is open. */
export interface NumberSection {
  path: string;
  title: string;
}

/** What the sidebar shows, counted under a view's filters; what did not change since the last time is not counted again. */
export class SidebarModel {
  readonly memory = new FilterMemory();
  /** What was decided when the view was shown. */
  since: Decisions | null = null;

  /** The fields to filter by value, in order. */
  readonly facets = memo(facetsOf);
  /** The same text is the same stage, so that its answer is remembered. */
  private readonly nameFilter = memo((text: string): NameStage => ({ stage: 'matchName', texts: [text] }));
  private readonly viewPresets = memo(viewPresets);

  /** One field's values with their counts. */
  count(table: Table, stages: readonly ViewStage[], facet: Facet): FacetCounts {
    return countFacet(this.memory, table, stages, facet, this.since);
  }

  /** A text as a filter of names; null where the data set has no names of its own, or none has the text. */
  name(table: Table, stages: readonly ViewStage[], text: string): FacetCounts | null {
    const wanted = text.trim();
    return table.names && wanted ? countName(this.memory, table, stages, this.nameFilter(wanted), this.since) : null;
  }

  /** Scores, qualities of the pictures and number fields, the score shown first. */
  numbers(table: Table, shown: string | null): NumberSection[] {
    const scores = [...table.scores.keys()].map((key) => `insights.${key}`);
    const fields = [...table.fields].filter(([, { kind }]) => kind === 'number').map(([name]) => `fields.${name}`);
    const qualities = [...(table.qualities?.keys() ?? [])].map((quality) => `quality.${quality}`);
    const paths = [...scores, ...(table.confidence ? ['confidence'] : []), ...qualities, ...fields];
    return [...paths.filter((path) => path === shown), ...paths.filter((path) => path !== shown)].map((path) => {
      return { path, title: fieldTitle(table, path) };
    });
  }

  /** How a number field's values are spread. */
  bins(table: Table, stages: readonly ViewStage[], path: string): ScoreBins {
    return fieldBins(this.memory, table, stages, path, this.since);
  }

  /** Ready-made views, each with how many samples it has. */
  presets(table: Table): (ViewPreset & { count: number })[] {
    return this.viewPresets(table).map((preset) => {
      const count = preset.reason ? 0 : this.memory.samplesUnder(table, withoutOrder(preset.stages)).length;
      return { ...preset, count };
    });
  }
}
