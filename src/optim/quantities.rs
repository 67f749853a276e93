//! The quantities that several optimizers share, each described once.
//!
//! An optimizer takes from here what it computes and says how: `VELOCITY.is("…")`. What only one
//! optimizer has stands in that one's file.

use crate::optim::equation::{Quantity, Role};

macro_rules! quantities {
    ($($id:ident = $name:literal, $symbol:literal, $title:literal, $role:ident;)*) => {
        $(pub(crate) const $id: Quantity = Quantity::new($name, $symbol, $title, Role::$role);)*
    };
}

// What every update has, whatever the optimizer. The letters of the gradients depend on which of
// them the rule gets.
quantities! {
    BATCH_GRADIENT = "gradient", "∇L", "Gradient", Gradient;
    CLIPPED_GRADIENT = "clippedGradient", "g̃_t", "Clipped gradient", Gradient;
    DECAYED_GRADIENT = "decayedGradient", "g_t", "Gradient with weight decay", Gradient;
    SCHEDULED_RATE = "learningRate", "η_t", "Learning rate", Rate;
    DECAYED_PARAMS = "decayedParams", "θ̃", "Parameters after weight decay", Factor;
    STEP = "step", "", "Step to subtract", Step;
    PARAMS_AFTER = "paramsAfter", "θ_t", "New parameters", Params;
}

// What the optimizers choose from.
quantities! {
    VELOCITY = "velocity", "v_t", "Velocity", Momentum;
    FIRST_MOMENT = "firstMoment", "m_t", "First moment", Momentum;
    FIRST_CORRECTION = "firstCorrection", "", "Correction of the first moment", Correction;
    CORRECTED_FIRST_MOMENT = "correctedFirstMoment", "m̂_t", "Corrected first moment", Momentum;
    SECOND_MOMENT = "secondMoment", "v_t", "Second moment", SecondMoment;
    SECOND_CORRECTION = "secondCorrection", "", "Correction of the second moment", Correction;
    CORRECTED_SECOND_MOMENT = "correctedSecondMoment", "v̂_t", "Corrected second moment", SecondMoment;
    DENOMINATOR = "denominator", "", "Denominator", Denominator;
}
