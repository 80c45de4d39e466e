import { describe, expect, it } from 'vitest';
import { issuesOf, readText, skippedOf } from './testing/sources.ts';

const columns =
  'layerCode layerNumeric layerName categoryCode categoryNumeric categoryName subcategoryCode subcategoryNumeric subcategoryName';
const header = columns.split(' ').join(',');
const base = 'G,1,Songs,POP,001,Pop,BAS,001,Base';
const swift = 'G,1,Songs,POP,001,Pop,TSW,012,Swift';

const songs = [
  {
    code: 'G',
    numericCode: '1',
    name: 'Songs',
    categories: [
      {
        code: 'POP',
        numericCode: '001',
        name: 'Pop',
        subcategories: [
          { code: 'BAS', numericCode: '001', name: 'Base' },
          { code: 'TSW', numericCode: '012', name: 'Swift' },
        ],
      },
    ],
  },
];

describe('a table', () => {
  const commas = [header, base, swift].join('\n');
  const texts: [what: string, text: string][] = [
    ['commas', commas],
    ['tabs', commas.replaceAll(',', '\t')],
    ['CRLF, a byte order mark and empty lines', `\ufeff${commas.replaceAll('\n', '\r\n\r\n')}\r\n`],
    ['spaces around names', commas.replace('Songs', ' Songs').replace('Swift', 'Swift\u00A0 ')],
    ['quotes', `"${commas.replaceAll(',', '","').replaceAll('\n', '"\n"')}"`],
    [
      'columns in reverse',
      commas
        .split('\n')
        .map((line) => line.split(',').reverse().join(','))
        .join('\n'),
    ],
  ];
  it.each(texts)('%s → the same tree', (_, text) => {
    const { format, taxonomy, issues } = readText(text);
    expect({ format, issues }).toEqual({ format: 'table', issues: [] });
    expect(taxonomy).toEqual({ layers: songs, aliases: [] });
  });

  it('a quote within a cell of a tab-separated table → an ordinary character', () => {
    const { taxonomy } = readText(
      [header, base.replace('Base', '7" Single')].join('\n').replaceAll(',', '\t'),
    );
    expect(taxonomy?.layers[0]?.categories[0]?.subcategories[0]?.name).toBe('7" Single');
  });

  const rows: [given: string, lines: string[], issues: string[]][] = [
    ['a cell missing', [base, 'G,1,Songs'], ['column-count 3']],
    ['a cell too many', [base, `${swift},x`], ['column-count 3']],
    ['another number for a layer', [base, swift.replace('1', '2')], ['conflicting-row 3']],
    ['another name for a category', [base, swift.replace('Pop', 'Rock')], ['conflicting-row 3']],
    ['a row twice', [base, base], ['code-unique 3', 'number-unique 3']],
    ['a number twice', [base, swift.replace('012', '001')], ['number-unique 3']],
    ['an empty code', [base, swift.replace('TSW', '')], ['code-grammar 3']],
    ['an empty name', [base, swift.replace('Swift', '')], ['name-length 3']],
    ['a number of one digit', [base, swift.replace('012', '12')], ['number-grammar 3']],
  ];
  it.each(rows)('%s → refused with its line; the other rows remain', (_, lines, issues) => {
    const text = [header, ...lines].join('\n');
    expect(readText(text).taxonomy).toBeUndefined();
    const reading = readText(text, { skipInvalid: true });
    expect(issuesOf(reading)).toEqual(issues);
    expect(skippedOf(reading)).toEqual([expect.stringMatching(/^3 .* 1$/)]);
    expect(reading.taxonomy?.layers[0]?.categories[0]?.subcategories).toHaveLength(1);
  });

  it('a header alone → refused, with and without skipInvalid', () => {
    for (const options of [undefined, { skipInvalid: true } as const]) {
      const reading = readText(header, options);
      expect(issuesOf(reading)).toEqual(['layer-required 1']);
      expect(reading.taxonomy).toBeUndefined();
    }
  });

  it('a row that contradicts an earlier one → the detail has both, and the line of the earlier one', () => {
    const [issue] = readText([header, base, swift.replace('Pop', 'Rock')].join('\n')).issues;
    expect(issue?.detail).toBe('category POP is "001" "Rock" here, "001" "Pop" in line 2.');
  });

  it('the code of a category in two layers → two categories', () => {
    const stars = 'S,2,Stars,POP,003,Star Pop,BAS,001,Base\nS,2,Stars,RCK,002,Rock,BAS,001,Base';
    const { taxonomy, issues } = readText([header, base, stars].join('\n'));
    expect(issues).toEqual([]);
    expect(taxonomy?.layers.map(({ categories }) => categories.map(({ name }) => name))).toEqual([
      ['Pop'],
      ['Star Pop', 'Rock'],
    ]);
  });

  it('no row with all its cells → the rows are issues, and nothing is accepted', () => {
    const reading = readText(`${header}\nG,1`, { skipInvalid: true });
    expect(issuesOf(reading)).toEqual(['column-count 2']);
    expect(reading.taxonomy).toBeUndefined();
  });

  const broken: [given: string, text: string, issue: string, detail: string][] = [
    ['a column missing', `${header.slice(10)}\n${base}`, 'table-header 1', 'no layerCode'],
    ['a column twice', `${header},layerCode\n${base}`, 'table-header 1', 'an unknown or second "layerCode"'],
    ['a quote not closed', `${header}\n${base}\nG,"1`, 'table-syntax 3', 'Quote Not Closed'],
  ];
  it.each(broken)('%s → refused as a whole', (_, text, issue, detail) => {
    const reading = readText(text, { skipInvalid: true });
    expect(issuesOf(reading)).toEqual([issue]);
    expect(reading.issues[0]?.detail).toContain(detail);
    expect(reading.taxonomy).toBeUndefined();
  });

  it('a location in the taxonomy → the line that gave it', () => {
    const { locationOf } = readText(commas);
    expect(locationOf('/layers/0/categories/0/subcategories/1/numericCode')).toEqual({ line: 3 });
    expect(locationOf('/layers/0/numericCode')).toEqual({ line: 2 });
  });
});
