/** The words of the field that the steps use: each in a sentence or two, for somebody who has never trained a network. */
export const GLOSSARY = {
  activation: 'What is done to each value after the weighted sum: ReLU, sigmoid or softmax.',
  Adam: 'The rule by which training changes weights: against the mean of the last gradients, each weight at a pace of its own.',
  AUC: 'The chance that a scan of one class gets a higher probability of it than one of the other: 0.5 is guessing, 1 without error.',
  'batch normalisation':
    'Brings each feature map to a usual mean and spread (measured in training), then scales and shifts it by two learned numbers, gamma and beta. The shift takes the place of the bias.',
  bias: 'A number that a filter or a neuron adds to its sum. It is learned like the weights.',
  channel:
    'One of the tables of numbers that lie on top of each other: a grey scan has 1, a colour image 3, a layer one for each filter.',
  convolution:
    'Sliding a small filter over an image: at each place the pixels under it are multiplied with its weights and added up.',
  'cross-entropy': 'The loss of a classifier: minus the logarithm of the probability that it gave to the label.',
  'cross-validation':
    'The scans are parted into, say, five folds; each fold is predicted by a network that learned from the other four.',
  'data leakage':
    'Scans of the test, or copies of them, that the network has seen in training. The result is then too good.',
  'dense layer': 'A layer in which every neuron is connected to every input. Also called fully connected.',
  dropout: 'In training, setting a random share of the values to 0, so that no neuron can rely on another one alone.',
  epoch: 'One pass over all training scans.',
  'feature map': 'What one filter makes of the whole image: bright where its pattern is.',
  filter: 'A small square of weights that looks for one pattern, such as an edge. Also called a kernel.',
  'file header': 'What a file says of its image before the pixels: format, width, height, colours.',
  flatten: 'Writing all feature maps one after another as one long list.',
  'global pooling': 'One number for each whole feature map: its mean, its largest value, or both.',
  'Grad-CAM':
    'A heat map of the maps of one convolution, each weighted by how much the logit would rise with it; what speaks against is left out.',
  gradient: 'For each weight: how much the loss rises when the weight grows by a little.',
  'heat map': 'Colours over a scan that say which places an answer depends on.',
  harmonised: 'A scan cut to the head, at one size, so that size and border tell nothing.',
  'image statistics': 'Four numbers of an image without its anatomy: mean brightness, contrast, border and sharpness.',
  'integrated gradients': 'A heat map of how much each pixel adds to the logit on the way from black to the scan.',
  interval: 'A range made so that 95 of 100 such ranges hold the true value. Few scans make it wide.',
  'learning rate': 'How far one step of training moves the weights.',
  logit: 'The sum of the last neuron, from minus infinity to infinity. Its sigmoid is the probability.',
  loss: 'How far an answer is from the label: 0 for a sure and right one, large for a sure and wrong one.',
  neuron: 'One number that is computed from many: a weighted sum, a bias and an activation.',
  occlusion: 'A heat map of how far the logit falls when a grey patch covers a place.',
  overfitting: 'Memorising the training scans: the loss falls on them and rises on others.',
  padding: 'What is done at the border: ‘same’ puts zeros around the image, ‘valid’ keeps the filter inside.',
  parameter: 'A weight or a bias: a number that training changes.',
  pixel: 'One square of an image, with one brightness.',
  pooling: 'Keeping one value of each small square: its largest (max pooling) or its mean (average pooling).',
  preprocessing: 'What is done to a scan before the network sees it: grey, one size, values from 0 to 1.',
  probability: 'How sure the network is, from 0 to 1. It is only as honest as the training was.',
  'receptive field': 'The part of the scan that one value of a feature map depends on.',
  ReLU: 'Rectified linear unit: what is below 0 becomes 0, all else stays.',
  shortcut: 'Something that tells the class and has nothing to do with the anatomy: a size, a border, a file format.',
  sigmoid: 'A curve that takes any number to one between 0 and 1.',
  softmax: 'Takes the logits of several classes to probabilities that add up to 1.',
  stride: 'How many pixels the window moves from one place to the next.',
  'test set': 'Scans that neither training nor any choice has seen: only they tell how good the network is.',
  threshold: 'The probability from which a scan is called positive.',
  'validation set': 'Scans kept out of training, to see after each epoch how the network does on others.',
  weight: 'A number that an input is multiplied with. Training finds the weights.',
} as const satisfies Readonly<Record<string, string>>;

export type GlossaryWord = keyof typeof GLOSSARY;
