//! Text blocks have blanks: `{{contact.name}}` stands for whoever gets the text.

/// What the blanks of a text block stand for; what is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Blanks {
    /// `contact.name`
    pub contact_name: String,
    /// `agent.name`
    pub agent_name: String,
    /// `reference`
    pub reference: String,
}

impl Blanks {
    /// The text with its blanks filled in. Those that are not known, or that we have no word for,
    /// stay, so that whoever sends the text sees them.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, begun)) = rest.split_once("{{") {
            filled.push_str(before);
            let Some((name, after)) = begun.split_once("}}") else {
                filled.push_str("{{");
                rest = begun;
                continue;
            };
            if let Some(value) = self.value(name.trim()) {
                filled.push_str(value);
            } else {
                filled.push_str("{{");
                filled.push_str(name.trim());
                filled.push_str("}}");
            }
            rest = after;
        }
        filled + rest
    }

    fn value(&self, name: &str) -> Option<&str> {
        let value = match name {
            "contact.name" => &self.contact_name,
            "agent.name" => &self.agent_name,
            "reference" => &self.reference,
            _ => return None,
        };
        Some(value.trim()).filter(|it| !it.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let blanks = Blanks {
            contact_name: "Ada Lovelace".to_owned(),
            agent_name: " ".to_owned(),
            reference: "4711".to_owned(),
        };
        assert_eq!(blanks.fill(text), expect);
    }

    #[test]
    fn blanks_are_filled_with_what_is_known_and_the_others_stay() {
        check("Guten Tag {{contact.name}}, #{{ reference }}", "Guten Tag Ada Lovelace, #4711");
        check("{{contact.name}}{{contact.name}}", "Ada LovelaceAda Lovelace");
        check("Grüße, {{agent.name}}", "Grüße, {{agent.name}}");
        check("{{ order }}", "{{order}}");
        check("ohne", "ohne");
        check("{{", "{{");
        check("{{a {{reference}}", "{{a {{reference}}");
        check("}} {{reference}}", "}} 4711");
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let blanks = Blanks { contact_name: "{{reference}}".to_owned(), ..Blanks::default() };
        assert_eq!(blanks.fill("{{contact.name}}"), "{{reference}}");
    }
}
