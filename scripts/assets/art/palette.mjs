/** The film's colours: deep blues and one warm amber, in three lights. */
export const night = {
  zenith: '#081120',
  high: '#0e1d36',
  mid: '#163156',
  low: '#27507a',
  horizon: '#3d6f93',
  seaFar: '#2f5f80',
  seaMid: '#173a5a',
  seaNear: '#081626',
  rock: '#0a1422',
  rockMid: '#101f33',
  rockLit: '#2c4a68',
  ink: '#050b15',
  moon: '#fbf0cf',
  moonRim: '#a9c6dc',
  fog: '#8fb0c6',
};

export const dusk = {
  zenith: '#16233f',
  high: '#23375c',
  mid: '#54567a',
  low: '#b06f66',
  glow: '#f09c52',
  horizon: '#ffd592',
  sun: '#fff3cf',
  hillFar: '#8a6670',
  hillMid: '#4c4a68',
  hillNear: '#27304f',
  seaMid: '#6b5f78',
  seaLow: '#2b416a',
  seaNear: '#0c1a31',
  ink: '#0a1222',
  wood: '#1a2036',
};

export const dawn = {
  zenith: '#24456f',
  high: '#4a7196',
  mid: '#93aebb',
  low: '#edc9a0',
  glow: '#ffd38a',
  sun: '#fff7dc',
};

export const amber = {
  core: '#fff6d8',
  hot: '#ffdf94',
  mid: '#f7b24e',
  deep: '#d9782a',
};
