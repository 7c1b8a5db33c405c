import type {
	Augmentation,
	PreprocessingSpec,
} from "../preprocessing/preprocessingSpec.ts";
import type { Hyperparameters } from "./hyperparameters.ts";
import type { NetworkSpec } from "./networkSpec.ts";

/** A named starting point: the network and the settings it is known to train well with. */
export type Preset = {
	readonly id: "course" | "compact";
	readonly name: string;
	/** One sentence for the person who chooses. */
	readonly description: string;
	readonly network: NetworkSpec;
	readonly preprocessing: PreprocessingSpec;
	readonly augmentation: Augmentation;
	readonly hyperparameters: Hyperparameters;
};
