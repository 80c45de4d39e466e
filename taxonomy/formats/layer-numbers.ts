/** The numbers of the layers by their letters. Sources that leave the numbers out mean these, which are fixed. */
export const layerNumbers: ReadonlyMap<string, string> = new Map([
  ['G', '1'],
  ['S', '2'],
  ['L', '3'],
  ['M', '4'],
  ['W', '5'],
  ['B', '6'],
  ['P', '7'],
  ['T', '8'],
  ['C', '9'],
  ['R', '10'],
]);
