//! Prints the table of all optimizers and settings for the docs:
//! `cargo run --example settings > docs/settings.md`.

use downhill::{Framework, OPTIMIZERS, RaceConfig, RacerConfig, Setting};

fn main() {
    print!("{}", page());
}

/// The page as it stands in `docs/settings.md`.
pub fn page() -> String {
    let mut page = String::from(
        "# Optimizers and settings\n\n\
         Everything that a config can say, made from the engine's own descriptions by\n\
         `cargo run --example settings > docs/settings.md`. A config is one JSON object; what it\n\
         leaves out is at its default, and what it gets wrong is refused with a message that names\n\
         the setting, the value and what it takes.\n\n\
         ```json\n\
         {\"seed\": 7, \"batchSize\": 32, \"racers\": [{\"optimizer\": \"adam\", \"framework\": \"keras\", \"beta1\": 0.8}]}\n\
         ```\n\n## The race\n\n\
         Besides these there are `v` (1, the version of the format), `landscape` (`linear` or a test\n\
         surface), `start` (`{\"m\": …, \"b\": …}`, or null to draw it from the seed) and `racers`\n\
         (1 to 8).\n\n",
    );
    table(&mut page, &["default"], RaceConfig::SETTINGS, |setting| {
        vec![setting.default().to_string()]
    });
    let racer = RacerConfig::new(OPTIMIZERS[0].name);
    let common: Vec<Setting> = racer
        .into_iter()
        .flat_map(|racer| racer.settings())
        .filter(|setting| !OPTIMIZERS[0].settings.contains(setting))
        .collect();
    page.push_str(
        "## Every racer\n\nBesides these there are `optimizer` and `framework`. Learning rate, \
         clipping and weight decay\nhave other defaults from optimizer to optimizer, given below.\n\n",
    );
    table(&mut page, &["default"], &common, |setting| {
        vec![setting.default().to_string()]
    });
    for about in OPTIMIZERS {
        page.push_str(&format!(
            "## {} (`{}`)\n\n{}\n\n{}\n\nSource: {}.\n\n",
            about.title, about.name, about.idea, about.formula, about.paper
        ));
        let own = RacerConfig::new(about.name).map_or(vec![], |racer| racer.settings());
        let shown: Vec<Setting> = own
            .into_iter()
            .filter(|setting| {
                let shared = ["learningRate", "clip", "weightDecay", "decoupledDecay"];
                shared.contains(&setting.name) || about.settings.contains(setting)
            })
            .collect();
        let frameworks = [
            Framework::Tutorial,
            Framework::PyTorch,
            Framework::Keras,
            Framework::TensorFlowJs,
        ];
        let titles = frameworks.map(|framework| match framework {
            Framework::Tutorial => "default",
            other => other.title(),
        });
        table(&mut page, &titles, &shown, |setting| {
            let value = |framework: Framework| {
                let mut racer = RacerConfig::new(about.name).ok()?;
                racer.follow(framework).ok()?;
                Some(racer.values().get(setting).to_string())
            };
            frameworks
                .map(|framework| value(framework).unwrap_or("–".into()))
                .into()
        });
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// A table of settings with some columns of values.
fn table(
    page: &mut String,
    titles: &[&str],
    settings: &[Setting],
    values: impl Fn(&Setting) -> Vec<String>,
) {
    let row = |page: &mut String, cells: &[String]| {
        page.push_str(&format!("| {} |\n", cells.join(" | ")));
    };
    let mut head: Vec<String> = vec!["setting".into(), "symbol".into()];
    head.extend(titles.iter().map(|title| (*title).to_owned()));
    head.extend(["takes".into(), "what it does".into()]);
    row(page, &head);
    row(page, &vec!["---".into(); head.len()]);
    for setting in settings {
        let mut cells = vec![format!("`{}`", setting.name), setting.symbol.to_owned()];
        cells.extend(values(setting));
        cells.extend([setting.legal(), setting.help.to_owned()]);
        row(page, &cells);
    }
    page.push('\n');
}
