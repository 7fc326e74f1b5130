import { html, nothing, type TemplateResult } from 'lit';
import type { OfferedFormat } from '../../contracts/exporter.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import type { ExcludedChoice, ExportOptions } from '../../core/exports/export-format.ts';

/** A box to tick. */
function box(text: string, checked: boolean, onChange: (checked: boolean) => void): TemplateResult {
  return html`<label class="check"
    ><input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    />${text}</label
  >`;
}

/**
 * The options that a format takes.
 * @param table of the data set: what it has none of is not asked for
 * @param onOptions told the options as they are after a choice
 */
export function renderOptions(
  { choices, excluded: usual }: OfferedFormat,
  table: Table,
  options: ExportOptions,
  onOptions: (options: ExportOptions) => void,
) {
  const takes = (choice: keyof ExportOptions): boolean => choices.includes(choice);
  const keys = [...table.scores.keys()];
  const chosen = options.scores ?? keys;
  const { excluded = usual } = options;
  const hasExcluded = table.excluded.some((is) => is === 1);
  return html`${
    takes('excluded') && hasExcluded
      ? html`<label
          >Excluded samples
          <select
            @change=${(event: Event) => {
              const excluded = (event.target as HTMLSelectElement).value as ExcludedChoice;
              onOptions({ ...options, excluded });
            }}
          >
            <option value="left-out" .selected=${excluded === 'left-out'}>are left out</option>
            <option value="marked" .selected=${excluded === 'marked'}>are there, and marked</option>
          </select></label
        >`
      : nothing
  }
  ${
    takes('onlyChanges')
      ? box('Only what was changed', options.onlyChanges ?? false, (onlyChanges) =>
          onOptions({ ...options, onlyChanges }),
        )
      : nothing
  }
  ${
    takes('fields') && table.fields.size > 0
      ? box('The data set’s own fields', options.fields ?? true, (fields) => onOptions({ ...options, fields }))
      : nothing
  }
  ${
    takes('scores')
      ? keys.map((key) =>
          box(`Score “${printable(key)}”`, chosen.includes(key), (on) =>
            onOptions({ ...options, scores: keys.filter((other) => (other === key ? on : chosen.includes(other))) }),
          ),
        )
      : nothing
  }
  ${
    takes('escapeFormulas')
      ? box(
          'Put an apostrophe before texts that a spreadsheet would take for formulas',
          options.escapeFormulas ?? false,
          (escapeFormulas) => onOptions({ ...options, escapeFormulas }),
        )
      : nothing
  }`;
}
