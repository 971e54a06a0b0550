#include "services/matching/guidance/subject_guidance.h"

#include <utility>

#include "common/rules/explanation.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/question_context.h"

namespace sangam::matching {
namespace {

// What guidance tells of a match: whether, why not, how much and where.
const MatchFields& ToldFields() {
  static const auto& fields = *new MatchFields([] {
    google::protobuf::FieldMask mask;
    for (const char* path :
         {"scheme", "scheme_version", "title", "department", "department_title",
          "verdict", "collect", "near_miss", "benefits", "where_to_apply",
          "earlier_benefits", "weakest_confidence", "availability"}) {
      mask.add_paths(path);
    }
    return *MatchFields::Read(mask, "");
  }());
  return fields;
}

}  // namespace

SubjectGuidance::SubjectGuidance(const GuidanceCatalog& guidance,
                                 const IndexedCatalog& catalog,
                                 const MatchSubject& subject,
                                 const PlaceDirectory& places,
                                 absl::CivilDay as_of,
                                 absl::string_view language_code)
    : guidance_(guidance),
      catalog_(catalog),
      subject_(subject),
      places_(places),
      as_of_(as_of),
      language_code_(language_code),
      question_(std::make_unique<const QuestionContext>(
          *catalog.snapshot, subject, places, as_of, language_code)) {}

SubjectGuidance::~SubjectGuidance() = default;

const MatchContext& SubjectGuidance::context() const {
  return question_->match();
}

absl::optional<int64_t> SubjectGuidance::Number(
    absl::string_view attribute) const {
  const int64_t* number = context().Number(attribute);
  if (number == nullptr) return absl::nullopt;
  return *number;
}

std::string SubjectGuidance::Text(const type::v1::LocalizedText& text) const {
  return TextIn(text, language_code_);
}

v1::Outcome SubjectGuidance::Holds(const std::string& expression,
                                   v1::Outcome if_empty) const {
  if (expression.empty()) return if_empty;
  const Rule* rule = guidance_.RuleOf(expression);
  return rule == nullptr ? v1::OUTCOME_UNKNOWN
                         : ToOutcome(rule->Evaluate(context().subject,
                                                    context().reference));
}

void SubjectGuidance::Explain(const ToldRule& rule, v1::Outcome if_empty,
                              v1::ConditionResult* result) const {
  result->set_id(rule.id);
  result->set_description(Text(rule.description));
  result->set_expression(rule.expression);
  *result->mutable_citations() = rule.citations;
  result->set_outcome(Holds(rule.expression, if_empty));
  const Rule* compiled = guidance_.RuleOf(rule.expression);
  if (compiled == nullptr) return;
  for (const rules::TestFinding& test :
       rules::Explain(*compiled, context().subject, context().reference,
                      context().phrases)
           .findings) {
    FillFinding(test, result->add_findings());
  }
}

void SubjectGuidance::AddQuestions(
    const std::string& expression,
    google::protobuf::RepeatedPtrField<v1::FieldToCollect>* questions) const {
  const Rule* rule = guidance_.RuleOf(expression);
  if (rule == nullptr) return;
  for (const std::string& attribute : rules::MissingAttributes(
           *rule, context().subject, context().reference)) {
    FillQuestion(attribute, context(), questions->Add());
  }
}

absl::btree_map<std::string, v1::SchemeMatch> SubjectGuidance::Match(
    const std::vector<std::string>& schemes) const {
  absl::btree_map<std::string, v1::SchemeMatch> matches;
  // An empty list would mean all schemes.
  if (schemes.empty()) return matches;
  MatchQuery query;
  query.as_of = as_of_;
  query.language_code = language_code_;
  query.verdicts = {v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION,
                    v1::VERDICT_NEAR_MISS, v1::VERDICT_INELIGIBLE};
  query.schemes = schemes;
  query.limit = schemes.size();
  query.fields = ToldFields();
  v1::MatchSchemesResponse response;
  matching::Match(*catalog_.tables, catalog_.index.get(), subject_, places_,
                  query, &response);
  for (v1::SchemeMatch& match : *response.mutable_matches()) {
    const std::string scheme = match.scheme();
    matches[scheme] = std::move(match);
  }
  return matches;
}

}  // namespace sangam::matching
