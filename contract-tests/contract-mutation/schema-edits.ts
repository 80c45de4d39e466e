import type { ContractEdit } from './model.ts';

export const schemaEdits: readonly ContractEdit[] = [
  {
    kind: 'response member made optional',
    file: 'components/schemas/Conversion.yaml',
    from: 'required: [hfn, mfa, success]',
    to: 'required: [hfn, mfa]',
  },
  {
    kind: 'request member made optional',
    file: 'components/schemas/BatchRequest.yaml',
    from: 'required: [direction, addresses]',
    to: 'required: [addresses]',
  },
  {
    kind: 'required response member added',
    file: 'components/schemas/LayerList.yaml',
    from: 'required: [version, layers, count]\nproperties:\n',
    to: 'required: [version, layers, count, total]\nproperties:\n  total:\n    $ref: ./Count.yaml\n',
  },
  {
    kind: 'required request member added',
    file: 'components/schemas/HfnRequest.yaml',
    from: 'required: [hfn]\nproperties:\n',
    to: 'required: [hfn, layer]\nproperties:\n  layer:\n    $ref: ./LayerCode.yaml\n',
  },
  {
    kind: 'optional response member removed',
    file: 'components/schemas/Conversion.yaml',
    from: '  aliasOf:\n    $ref: ./HfnPath.yaml\n',
    to: '',
  },
  {
    kind: 'response member renamed',
    file: 'components/schemas/LayerSummary.yaml',
    from: '  categoryCount:\n',
    to: '  categories:\n',
  },
  {
    kind: 'type widened',
    file: 'components/schemas/Count.yaml',
    from: 'type: integer',
    to: 'type: [integer, "null"]',
  },
  {
    kind: 'response pattern loosened',
    file: 'components/schemas/LayerCode.yaml',
    from: '^[A-Z]$',
    to: '^[A-Za-z]$',
  },
  {
    kind: 'request pattern loosened',
    file: 'components/schemas/LayerCodeInput.yaml',
    from: '^[A-Za-z]$',
    to: '^[A-Za-z0-9]$',
  },
  {
    kind: 'request pattern tightened',
    file: 'components/schemas/LayerCodeInput.yaml',
    from: '^[A-Za-z]$',
    to: '^[A-Z]$',
  },
  {
    kind: 'format dropped',
    file: 'components/schemas/Timestamp.yaml',
    from: 'format: date-time\n',
    to: '',
  },
  {
    kind: 'maxLength removed',
    file: 'components/schemas/HfnPath.yaml',
    from: 'maxLength: 9\n',
    to: '',
  },
  {
    kind: 'maxItems raised',
    file: 'components/schemas/Suggestions.yaml',
    from: 'maxItems: 5',
    to: 'maxItems: 50',
  },
  {
    kind: 'closed object opened',
    file: 'components/schemas/LayerList.yaml',
    from: 'additionalProperties: false',
    to: 'additionalProperties: true',
  },
  {
    kind: 'enum value added',
    file: 'components/schemas/CheckStatus.yaml',
    from: '[up, down]',
    to: '[up, down, slow]',
  },
  {
    kind: 'enum value removed',
    file: 'components/schemas/ChangeKind.yaml',
    from: '[renamed, renumbered, deprecated, restored, moved]',
    to: '[renamed, renumbered, deprecated, moved]',
  },
  {
    kind: 'two schemas swapped',
    file: 'components/schemas/Conversion.yaml',
    from: 'hfn:\n    $ref: ./Hfn.yaml\n  mfa:\n    $ref: ./Mfa.yaml\n',
    to: 'hfn:\n    $ref: ./Mfa.yaml\n  mfa:\n    $ref: ./Hfn.yaml\n',
  },
  {
    kind: 'value declared volatile',
    file: 'components/schemas/Count.yaml',
    from: 'maximum: 26000000\n',
    to: 'maximum: 26000000\nx-volatile: true\n',
  },
  {
    kind: 'title of a problem changed',
    file: 'components/schemas/ProblemType.yaml',
    from: 'title: Unknown layer',
    to: 'title: No such layer',
  },
];
