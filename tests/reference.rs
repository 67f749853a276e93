//! The recorded runs of NumPy, to the last bit, and of PyTorch, within their tolerances.

use downhill::Value;

fn file(name: &str) -> Value {
    let path = format!("{}/tests/reference/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the file is in the repository");
    serde_json::from_str(&text).expect("it is JSON")
}

fn entries(value: &Value) -> &[(String, Value)] {
    match value {
        Value::Map(entries) => entries,
        other => panic!("{other} is no object"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_list().expect("a list")
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(number) => vec![*number],
        Value::List(values) => values.iter().flat_map(numbers).collect(),
        Value::Map(entries) => entries
            .iter()
            .flat_map(|(_, value)| numbers(value))
            .collect(),
        _ => vec![],
    }
}

#[test]
fn numpy_runs_are_matched_to_the_last_bit() {
    let recorded = file("numpy_runs.json");
    let ours = downhill::replay(&downhill::diamonds(), &recorded).expect("good cases");
    let groups = |file: &Value| entries(file.get("groups").expect("groups")).to_vec();
    let mut runs = 0;
    for ((name, theirs), (_, ours)) in groups(&recorded).iter().zip(&groups(&ours)) {
        for (theirs, ours) in list(theirs).iter().zip(list(ours)) {
            runs += 1;
            for (key, value) in entries(theirs) {
                let (theirs, ours) = (numbers(value), numbers(ours.get(key).expect(key)));
                assert_eq!(theirs.len(), ours.len(), "{name}: {key}");
                for (a, b) in theirs.iter().zip(&ours) {
                    if key == "ols" {
                        assert!(
                            (a - b).abs() <= 1e-12 * a.abs().max(1.0),
                            "{name}: {key} {a} {b}"
                        );
                    } else {
                        assert_eq!(a.to_bits(), b.to_bits(), "{name}: {key} is {b}, not {a}");
                    }
                }
            }
        }
    }
    assert_eq!(runs, 14);
}

#[test]
fn torch_runs_are_matched_within_their_tolerances() {
    let recorded = file("torch_runs.json");
    let ours = downhill::replay(&downhill::diamonds(), &recorded).expect("good cases");
    let runs = |file: &Value| list(file.get("runs").expect("runs")).to_vec();
    let mut matched = 0;
    for (theirs, ours) in runs(&recorded).iter().zip(&runs(&ours)) {
        let name = theirs.get("optimizer").expect("a name");
        let path = |run: &Value| numbers(run.get("path").expect("a path"));
        let (theirs, ours) = (path(theirs), path(ours));
        assert_eq!((theirs.len(), ours.len()), (400, 400));
        for (index, (a, b)) in theirs.iter().zip(&ours).enumerate() {
            let update = index / 2 + 1;
            let bound = if update <= 10 { 1e-12 } else { 1e-9 };
            assert!(
                (a - b).abs() <= bound,
                "{name}, update {update}: {b}, not {a}"
            );
        }
        matched += 1;
    }
    assert_eq!(matched, 20);
}

#[test]
fn what_numpy_takes_and_a_config_does_not_means_the_same() {
    let run = |batch: f64, threshold: f64| {
        let case = format!(
            r#"{{"groups":{{"a":[{{"case":{{"seed":1,"dataset_size":50,"train_fraction":0.8,
            "normalize":true,"batch_size":{batch},"epochs":3,"stopping_threshold":{threshold},
            "optimizer":{{"name":"sgd","learning_rate":0.1}},"gradient_sign":-1,"clip":null}}}}]}}}}"#
        );
        let file = serde_json::from_str(&case).expect("good JSON");
        let ours = downhill::replay(&downhill::diamonds(), &file).expect("a good case");
        let group = ours.get("groups").and_then(|groups| groups.get("a"));
        let run = &list(group.expect("the group"))[0];
        numbers(run.get("first_updates").expect("updates"))
    };
    // A batch beyond the 40 training rows is all of them; a threshold below zero never stops.
    assert_eq!(run(64.0, 0.0), run(40.0, 0.0));
    assert_eq!(run(40.0, -1.0).len(), 6);
}

#[test]
fn files_of_no_known_format_are_refused() {
    let replay = |json: &str| {
        let value = serde_json::from_str(json).expect("good JSON");
        downhill::replay(&downhill::diamonds(), &value)
            .expect_err("a bad file")
            .to_string()
    };
    assert!(replay("{}").starts_with("the file is of another format"));
    assert!(replay(r#"{"groups":{"a":[{}]}}"#).starts_with("case is missing"));
    let torch = r#"{"x":[1],"y":[1],"start":[0,0],"runs":[{"optimizer":"Lion","hyperparameters":{},"path":[]}]}"#;
    assert!(replay(torch).starts_with("optimizer is \"Lion\", but it takes one of SGD,"));
}
