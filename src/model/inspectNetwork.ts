/** What one layer of a stack gives and costs. */
export type LayerInspection = {
	/** [height, width, channels] or [units], without the batch; null after a problem. */
	readonly outputShape: readonly number[] | null;
	readonly parameters: number;
	/** float32 bytes of the layer's output for one scan. */
	readonly activationBytes: number;
	/** Why the layer cannot stand here, and what to do; null where it can. */
	readonly problem: string | null;
};

export type NetworkInspection = {
	readonly input: readonly number[];
	/** One per layer of the spec, in order. */
	readonly layers: readonly LayerInspection[];
	/** The output layer that follows from the number of classes. */
	readonly output: LayerInspection;
	readonly parameters: number;
	/** Weights, gradients and Adam's two moments, in bytes. */
	readonly trainingBytes: number;
	/** The first problem of the stack; null where it can be trained. */
	readonly problem: string | null;
};
