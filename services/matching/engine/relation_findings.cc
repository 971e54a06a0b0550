#include "services/matching/engine/relation_findings.h"

#include <algorithm>
#include <string>

#include "common/rules/evaluator.h"
#include "common/rules/typed_node.h"
#include "services/matching/catalog/relation_condition.h"
#include "services/matching/engine/localized_text.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeRelation;

class RelationReader {
 public:
  RelationReader(const scheme_catalog::v1::SchemeVersion& version,
                 const AnswerTables& tables, const VerdictOnScheme& verdict_on,
                 const MatchContext& context, v1::SchemeMatch* match)
      : version_(version),
        tables_(tables),
        verdict_on_(verdict_on),
        context_(context),
        match_(*match) {}

  void Read(const SchemeRelation& relation) {
    switch (relation.kind()) {
      case scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES:
        return ReadExclusion(relation);
      case scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES:
        return ReadPrerequisite(relation);
      case scheme_catalog::v1::SCHEME_RELATION_KIND_CONVERGES_WITH:
      case scheme_catalog::v1::SCHEME_RELATION_KIND_GAP_FUNDED_BY:
        if (BothFit(relation.scheme())) {
          Add(relation, relation.scheme(), v1::RELATION_EFFECT_ADDS_UP);
        }
        return;
      default:
        return;
    }
  }

  // What the version of another scheme states about this one. It rules nothing
  // out here, whether the other scheme may be had or was: this scheme's own
  // source doesn't say so.
  void ReadFromOther(const SchemeRelation& relation, const std::string& other) {
    if (relation.kind() != scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES ||
        match_.verdict() != v1::VERDICT_ELIGIBLE || AlreadyExcluded(other)) {
      return;
    }
    if (BothFit(other) ||
        WasReceived(other, relation, context_) == Truth::kTrue) {
      Add(relation, other, v1::RELATION_EFFECT_EXCLUDES_EACH_OTHER);
    }
  }

 private:
  void ReadExclusion(const SchemeRelation& relation) {
    switch (ActsAsCondition(relation)
                ? WasReceived(relation.scheme(), relation, context_)
                : Truth::kFalse) {
      case Truth::kTrue:
        return Add(relation, relation.scheme(), v1::RELATION_EFFECT_RULED_OUT);
      case Truth::kUnknown:
        return Add(relation, relation.scheme(), v1::RELATION_EFFECT_UNDECIDED);
      case Truth::kFalse:
        break;
    }
    if (BothFit(relation.scheme())) {
      Add(relation, relation.scheme(), v1::RELATION_EFFECT_EXCLUDES_EACH_OTHER);
    }
  }

  void ReadPrerequisite(const SchemeRelation& relation) {
    const Truth received = WasReceived(relation.scheme(), relation, context_);
    if (received != Truth::kTrue && !ActsAsCondition(relation)) return;
    switch (received) {
      case Truth::kTrue:
        return Add(relation, relation.scheme(),
                   v1::RELATION_EFFECT_PREREQUISITE_MET);
      case Truth::kUnknown:
        return Add(relation, relation.scheme(), v1::RELATION_EFFECT_UNDECIDED);
      case Truth::kFalse:
        return Add(relation, relation.scheme(),
                   v1::RELATION_EFFECT_PREREQUISITE_MISSING);
    }
  }

  // Not so where the version's own conditions have the exact word about the
  // other scheme: then no finding may say otherwise than they do.
  bool ActsAsCondition(const SchemeRelation& relation) const {
    const std::string expression = ConditionOf(relation);
    const auto& conditions = version_.conditions();
    return std::any_of(conditions.begin(), conditions.end(),
                       [&](const scheme_catalog::v1::Condition& condition) {
                         return condition.expression() == expression;
                       });
  }

  bool BothFit(const std::string& other) const {
    return match_.verdict() == v1::VERDICT_ELIGIBLE &&
           other != match_.scheme() &&
           verdict_on_(other) == v1::VERDICT_ELIGIBLE;
  }

  bool AlreadyExcluded(const std::string& other) const {
    const auto& findings = match_.relation_findings();
    return std::any_of(
        findings.begin(), findings.end(),
        [&](const v1::RelationFinding& finding) {
          return finding.scheme() == other &&
                 (finding.effect() == v1::RELATION_EFFECT_EXCLUDES_EACH_OTHER ||
                  finding.effect() == v1::RELATION_EFFECT_RULED_OUT);
        });
  }

  void Add(const SchemeRelation& relation, const std::string& other,
           v1::RelationEffect effect) {
    v1::RelationFinding* finding = match_.add_relation_findings();
    finding->set_kind(relation.kind());
    finding->set_scheme(other);
    const CompiledScheme* scheme = tables_.catalog().Find(other);
    if (scheme != nullptr) {
      finding->set_title(
          TextIn(scheme->scheme.title(), context_.phrases.language_code()));
    }
    finding->set_effect(effect);
    if (relation.has_within_months()) {
      finding->set_within_months(relation.within_months());
    }
    if (relation.has_description()) {
      *finding->mutable_description() = relation.description();
    }
  }

  const scheme_catalog::v1::SchemeVersion& version_;
  const AnswerTables& tables_;
  const VerdictOnScheme& verdict_on_;
  const MatchContext& context_;
  v1::SchemeMatch& match_;
};

}  // namespace

Truth WasReceived(const std::string& scheme, const SchemeRelation& relation,
                  const MatchContext& context) {
  rules::TypedNode node;
  node.op = rules::TypedNode::Op::kReceived;
  node.names = {scheme};
  if (relation.has_within_months()) {
    node.within_months = relation.within_months();
  }
  const rules::Evaluated received =
      rules::EvaluateTree(node, context.subject, context.reference);
  const bool* truth = absl::get_if<bool>(&received.value);
  return truth == nullptr ? Truth::kUnknown : ToTruth(*truth);
}

void AddRelationFindings(const scheme_catalog::v1::SchemeVersion& version,
                         const AnswerTables& tables,
                         const VerdictOnScheme& verdict_on,
                         const IsInForce& is_in_force,
                         const MatchContext& context, v1::SchemeMatch* match) {
  RelationReader reader(version, tables, verdict_on, context, match);
  for (const SchemeRelation& relation : version.relations()) {
    reader.Read(relation);
  }
  for (const AnswerTables::Statement& statement :
       tables.StatementsAbout(match->scheme())) {
    if (!is_in_force(statement.stated_by)) continue;
    reader.ReadFromOther(tables.version(statement.stated_by)
                             .version.relations(statement.relation),
                         tables.scheme(statement.stated_by).scheme.name());
  }
}

}  // namespace sangam::matching
