#include "services/matching/engine/match_template.h"

#include <algorithm>
#include <utility>

#include "common/rules/test_wording.h"
#include "services/matching/engine/amount_formula.h"
#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/funding_estimate.h"
#include "services/matching/engine/scheme_match.h"
#include "services/matching/engine/wire_writer.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Predicate;
using scheme_catalog::v1::SchemeVersion;

// Places go by their titles in the registry, parameters by their values on the
// date, and what is computed by the subject.
bool IsPlain(const Predicate& predicate) {
  switch (predicate.kind) {
    case Predicate::Kind::kIsTrue:
    case Predicate::Kind::kIn:
    case Predicate::Kind::kContains:
    case Predicate::Kind::kHas:
    case Predicate::Kind::kNicWithin:
      return true;
    case Predicate::Kind::kCompare:
      return predicate.parameter.empty();
    default:
      return false;
  }
}

void AddTests(const CheckedNode& node, bool negated,
              const rules::TestWording& wording,
              std::vector<MatchTemplate::Test>* tests) {
  if (node.kind != CheckedNode::Kind::kPredicate) {
    const bool below = negated != (node.kind == CheckedNode::Kind::kNot);
    for (const CheckedNode& child : node.children) {
      AddTests(child, below, wording, tests);
    }
    return;
  }
  MatchTemplate::Test& test = tests->emplace_back();
  test.predicate = &node.predicate;
  test.negated = negated;
  test.is_plain = IsPlain(node.predicate);
  if (!test.is_plain) return;
  const rules::TestWords words = wording.OfTest(*node.predicate.node, negated);
  WireWriter writer(&test.words);
  writer.Text(v1::Finding::kAttributeFieldNumber,
              node.predicate.attribute_name());
  writer.Text(v1::Finding::kLabelFieldNumber, words.label);
  writer.Text(v1::Finding::kRequiredFieldNumber, words.required);
}

// Both are in the order of the text.
void AddSteps(const ConditionProgram& program, size_t condition,
              std::vector<MatchTemplate::Test>* tests) {
  const uint32_t first = program.conditions()[condition].first_step;
  auto test = tests->begin();
  for (uint32_t at = first; at < program.steps()[first].end; ++at) {
    const ProgramStep& step = program.steps()[at];
    if (IsTest(step)) (test++)->step = &step;
  }
}

bool IsFixed(const scheme_catalog::v1::Benefit& benefit) {
  const bool amount_is_fixed = !benefit.has_amount() ||
                               benefit.amount().has_fixed() ||
                               benefit.amount().has_unit_lots();
  return amount_is_fixed && benefit.condition().empty() &&
         std::all_of(
             benefit.tranches().begin(), benefit.tranches().end(),
             [](const auto& tranche) { return tranche.condition().empty(); });
}

// Those of one number, with neither condition nor parts.
bool MayHaveMeasure(const scheme_catalog::v1::Benefit& benefit) {
  return benefit.condition().empty() && benefit.tranches().empty();
}

// Leaves the benefit as it is where it has no single measure.
void FindMeasure(const CompiledVersion& version, int index,
                 const MatchContext& context, MatchTemplate::Benefit* made) {
  const auto& benefit = version.version.benefits(index);
  if (!MayHaveMeasure(benefit)) return;
  auto around = FormulaAroundMeasure(benefit.amount(), context);
  if (!around) return;
  const AttributeInfo* info = context.dictionary.Find(around->attribute);
  if (info == nullptr ||
      info->type != scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER) {
    return;
  }
  v1::SchemeMatch holder;
  AddBenefit(version, index, context, &holder);
  v1::BenefitEstimate* estimate = holder.mutable_benefits(0);
  estimate->clear_min_paise();
  estimate->clear_max_paise();
  estimate->clear_formula();
  estimate->clear_missing_attributes();
  estimate->AppendPartialToString(&made->fixed);
  made->measure = info;
  made->before_measure = std::move(around->before);
  made->after_measure = std::move(around->after);
  made->unmeasured = info->Label(context.phrases.language_code());
}

bool FundingIsFixed(const SchemeVersion& terms) {
  return std::all_of(terms.funding().begin(), terms.funding().end(),
                     [](const auto& rule) { return rule.condition().empty(); });
}

bool DocumentsAreFixed(const SchemeVersion& terms) {
  return std::all_of(
      terms.documents().begin(), terms.documents().end(),
      [](const auto& document) { return document.held_attribute().empty(); });
}

}  // namespace

std::unique_ptr<const MatchTemplate> MakeTemplate(
    const CompiledScheme& scheme, const CompiledVersion& version,
    const MatchContext& context) {
  auto made = std::make_unique<MatchTemplate>();
  const SchemeVersion& terms = version.version;
  made->has_funding = FundingIsFixed(terms);
  made->has_documents = DocumentsAreFixed(terms);
  v1::SchemeMatch match;
  FillFixedFields(scheme, version, context, MatchFields(), &match);
  if (made->has_funding) AddFunding(version, context, &match);
  if (made->has_documents) AddDocuments(terms, context, &match);
  match.AppendPartialToString(&made->fixed);

  const rules::TestWording wording(context.phrases, context.reference);
  for (int i = 0; i < terms.conditions_size(); ++i) {
    MatchTemplate::Condition& condition = made->conditions.emplace_back();
    v1::ConditionResult result;
    FillTerms(terms.conditions(i), context, &result);
    result.AppendPartialToString(&condition.fixed);
    if (!version.defect.empty()) continue;
    condition.root = &version.conditions[i]->root();
    AddTests(*condition.root, false, wording, &condition.tests);
    AddSteps(version.program, i, &condition.tests);
  }
  for (int i = 0; i < terms.benefits_size(); ++i) {
    MatchTemplate::Benefit& benefit = made->benefits.emplace_back();
    if (!IsFixed(terms.benefits(i))) {
      FindMeasure(version, i, context, &benefit);
      continue;
    }
    v1::SchemeMatch holder;
    AddBenefit(version, i, context, &holder);
    holder.benefits(0).AppendPartialToString(&benefit.fixed);
  }
  return made;
}

MatchTemplates::MatchTemplates(size_t positions) : positions_(positions) {}

MatchTemplates::~MatchTemplates() = default;

MatchTemplates::InLanguage* MatchTemplates::For(
    const std::string& language_code) const {
  absl::MutexLock lock(&mutex_);
  for (const auto& language : languages_) {
    if (language->language_code() == language_code) return language.get();
  }
  if (languages_.size() == kMostLanguages) return nullptr;
  languages_.push_back(std::make_unique<InLanguage>(language_code, positions_));
  return languages_.back().get();
}

MatchTemplates::InLanguage::~InLanguage() {
  for (const auto& kept : kept_) delete kept.load(std::memory_order_acquire);
}

const MatchTemplate* MatchTemplates::InLanguage::Keep(
    size_t position, std::unique_ptr<const MatchTemplate> made) {
  const MatchTemplate* expected = nullptr;
  if (kept_[position].compare_exchange_strong(expected, made.get(),
                                              std::memory_order_acq_rel)) {
    return made.release();
  }
  return expected;
}

}  // namespace sangam::matching
