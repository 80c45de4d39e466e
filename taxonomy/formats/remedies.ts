const unique = 'Give each sibling a value of its own.';
const oneHop = 'Name the last one of the chain.';

/** Remedies by rule: first the rules of reading, then those of `checkRules` and `checkHistory`. */
const remedies: Readonly<Record<string, string>> = {
  'too-large': 'Split the taxonomy or shorten its descriptions.',
  'not-utf8': 'Save the file in UTF-8.',
  'format-unknown':
    'Give the JSON of GET /api/taxonomy, the enriched JSON, or a table with the nine columns layerCode to subcategoryName.',
  'json-syntax': 'Correct the JSON there; if the file ends too early, fetch it again.',
  'json-depth': 'Remove the nesting; a taxonomy has three levels.',
  'table-syntax': 'Correct the quotes there, or separate the columns by tabs.',
  'table-header':
    'Name in the first line each of layerCode layerNumeric layerName categoryCode categoryNumeric categoryName subcategoryCode subcategoryNumeric subcategoryName once.',
  'column-count': 'Give the row as many cells as the header has columns.',
  'conflicting-row': 'Give a layer or category the same number and name in each of its rows.',
  'duplicate-key': 'Remove all but one of the members with this name.',
  'wrong-type': 'Give a value of that type.',
  'missing-member': 'Add the member.',
  'unknown-member': 'Remove the member; a taxonomy cannot keep it.',
  'malformed-text': 'Enter the character again; half of a surrogate pair is not a character.',
  'description-length': 'Shorten the description, or leave it out.',
  'layer-unknown': 'Use one of the letters G S L M W B P T C R, or remove it.',
  'number-key': 'Key the node by its number, three digits.',
  'legacy-code':
    'Remove the entry: numbers are never redirected. To redirect a code, add an alias or deprecate its node.',
  'deprecated-unknown': 'Name a node of this file as LAYER.NUMBER.NUMBER, or remove the entry.',
  'replacement-unknown': 'Name a node of this file as LAYER.NUMBER.NUMBER, or leave replaced_by out.',

  'code-grammar': 'Correct the code.',
  'number-grammar': 'Correct the number.',
  'name-length': 'Give a name of 1 to 120 characters.',
  'name-space': 'Remove the spaces around the name.',
  'name-control': 'Remove the control characters, such as tabs and line ends.',
  'name-direction': 'Remove the characters U+202A to U+202E and U+2066 to U+2069.',
  'name-invisible': 'Give a name that can be seen.',
  'description-space': 'Remove the spaces around the description.',
  'description-control': 'Remove the control characters, such as tabs and line ends.',
  'description-direction': 'Remove the characters U+202A to U+202E and U+2066 to U+2069.',
  'description-invisible': 'Give a description that can be seen, or leave it out.',
  'composite-layer': 'Give code C the number 9, and no other layer either of them.',
  'code-unique': unique,
  'number-unique': unique,
  'layer-limit': 'Remove layers.',
  'layer-required': 'Add a layer with a category and a subcategory.',
  'child-limit': 'Spread the nodes over more parents.',
  'child-required': 'Add a node below it, or remove it.',
  'alias-grammar': 'Correct the alias.',
  'alias-depth': 'Point the alias at a node of its own depth.',
  'alias-unique': 'Remove all but one of them.',
  'alias-composite': 'Give alias and target the same layer C, or neither of them.',
  'alias-hides-node': 'Choose another alias; a node has this path.',
  'alias-target': 'Point the alias at a node that exists, or remove it.',
  'alias-chain': oneHop,
  'alias-cycle': 'Point one of them at a node.',
  'replaced-by-target': 'Name a node that exists, or leave replacedBy out.',
  'replaced-by-chain': oneHop,
  'replaced-by-cycle': 'Leave one of the nodes without a replacement.',
  'number-reused':
    'Choose a number that no release has used there, or start a fresh registry with this file.',
};

/** What to do about a broken rule, a sentence. */
export function remedyOf(rule: string): string {
  return remedies[rule] ?? 'Correct it in the file.';
}
