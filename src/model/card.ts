import type { BackendName } from "../compute/engineInfo.ts";
import type { SplitSettings } from "../dataset/split.ts";
import type {
	Augmentation,
	PreprocessingSpec,
} from "../preprocessing/preprocessingSpec.ts";
import type { Hyperparameters } from "./hyperparameters.ts";
import type { NetworkSpec } from "./networkSpec.ts";

/** A figure with its 95 % interval. */
export type Figure = {
	readonly value: number;
	readonly low: number;
	readonly high: number;
};

/** Everything that must travel with the weights: `axial.json` in a downloaded model. */
export type ModelCard = {
	readonly format: "axial-model-card";
	readonly formatVersion: 1;
	readonly name: string;
	/** ISO 8601, UTC. */
	readonly createdAt: string;
	/** Order of the outputs; for two classes [negative, positive]. */
	readonly classes: readonly string[];
	/** The class whose probability the sigmoid gives; null for more than two classes. */
	readonly positiveClass: string | null;
	readonly network: NetworkSpec;
	readonly preprocessing: PreprocessingSpec;
	readonly augmentation: Augmentation;
	readonly hyperparameters: Hyperparameters;
	/** Probability from which a scan is called positive, chosen on the validation part; unused for more than two classes. */
	readonly threshold: number;
	readonly data: {
		readonly name: string;
		readonly synthetic: boolean;
		/** SHA-256 over the sorted 'sha256 class' lines of the data set. */
		readonly fingerprint: string;
		readonly scansPerClass: readonly number[];
	};
	readonly split: SplitSettings & {
		readonly scans: {
			readonly training: number;
			readonly validation: number;
			readonly test: number;
		};
		readonly testScansWithTwin: number;
	};
	/** On the test part at `threshold`. Keys: accuracy, sensitivity, specificity, precision, f1, auc (two classes); accuracy, macroF1, macroAuc (more). */
	readonly figures: {
		readonly n: number;
		readonly values: Readonly<Record<string, Figure>>;
	};
	/** What the network answers to inputs that anyone can make again from the seed; checked on import. */
	readonly golden: {
		readonly seed: number;
		readonly probabilities: readonly (readonly number[])[];
	};
	readonly epochsTrained: number;
	/** The epoch whose weights these are, from 1. */
	readonly bestEpoch: number;
	readonly software: {
		readonly axial: string;
		readonly tfjs: string;
		readonly backend: BackendName;
		readonly device: string;
	};
};
