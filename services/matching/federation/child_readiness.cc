#include "services/matching/federation/child_readiness.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

#include "common/rules/explanation.h"
#include "services/matching/engine/condition_explanation.h"

namespace sangam::matching {
namespace {

// A child and how far it is from ready.
struct Ranked {
  v1::ChildReadiness readiness;
  int64_t distance = 0;
};

class ChildReader {
 public:
  ChildReader(const AssessedBody& body, const std::vector<AskedTest>& tests,
              const MatchContext& context)
      : body_(body), tests_(tests), context_(context) {}

  // Nothing is asked of it: false.
  bool Read(size_t child, Ranked* ranked) const {
    v1::ChildReadiness& readiness = ranked->readiness;
    std::vector<std::string> missing;
    bool asked = false;
    for (const AskedTest& test : tests_) {
      if (!test.truths[child]) continue;
      asked = true;
      if (*test.truths[child] == Truth::kTrue) continue;
      AddOpen(test, child, ranked, &missing);
    }
    if (!asked) return false;
    if (child < body_.child_names.size()) {
      readiness.set_name(body_.child_names[child]);
    }
    if (child < body_.child_member_of.size()) {
      readiness.set_member_of(body_.child_member_of[child]);
    }
    const auto at = static_cast<int>(child);
    readiness.set_index(at);
    readiness.set_kind(context_.profile.children().profiles(at).kind());
    readiness.set_outcome(
        ToOutcome(TruthOf(tests_, child).value_or(Truth::kTrue)));
    for (const std::string& attribute : missing) {
      FillQuestion(attribute, context_, readiness.add_collect());
    }
    return true;
  }

 private:
  void AddOpen(const AskedTest& test, size_t child, Ranked* ranked,
               std::vector<std::string>* missing) const {
    v1::ChildReadiness& readiness = ranked->readiness;
    const Truth truth = *test.truths[child];
    v1::ChildTest& open = *readiness.add_open();
    open.set_norm(test.norm->id());
    open.set_force(test.norm->force());
    open.set_outcome(ToOutcome(truth));
    const rules::Explanation explanation = rules::Explain(
        test.test->condition, context_.subject.children()->views[child],
        context_.reference, context_.phrases);
    for (const rules::TestFinding& finding : explanation.findings) {
      if (finding.truth == Truth::kTrue) continue;
      FillFinding(finding, open.add_lacks());
      if (test.IsRequired() && finding.distance_value) {
        // Units differ; a sum of them only orders those that are alike.
        if (__builtin_add_overflow(ranked->distance, *finding.distance_value,
                                   &ranked->distance)) {
          ranked->distance = INT64_MAX;
        }
      }
    }
    for (const std::string& attribute : explanation.missing_attributes) {
      if (std::find(missing->begin(), missing->end(), attribute) ==
          missing->end()) {
        missing->push_back(attribute);
      }
    }
    if (!test.IsRequired()) return;
    if (truth == Truth::kFalse) {
      readiness.set_not_met(readiness.not_met() + 1);
    } else {
      readiness.set_unknown(readiness.unknown() + 1);
    }
  }

  const AssessedBody& body_;
  const std::vector<AskedTest>& tests_;
  const MatchContext& context_;
};

}  // namespace

void AddChildren(const AssessedBody& body, const std::vector<AskedTest>& tests,
                 const MatchContext& context, size_t most,
                 v1::RuleAssessment* assessment) {
  const SubjectView::Children* children = context.subject.children();
  if (children == nullptr || most == 0) return;
  const ChildReader reader(body, tests, context);
  std::vector<Ranked> all;
  all.reserve(children->views.size());
  for (size_t child = 0; child < children->views.size(); ++child) {
    Ranked ranked;
    if (reader.Read(child, &ranked)) all.push_back(std::move(ranked));
  }
  const auto key = [](const Ranked& ranked) {
    const v1::ChildReadiness& child = ranked.readiness;
    return std::make_tuple(child.not_met(), child.unknown(), ranked.distance,
                           child.name(), child.index());
  };
  std::sort(all.begin(), all.end(),
            [&](const Ranked& a, const Ranked& b) { return key(a) < key(b); });
  if (all.size() > most) all.resize(most);
  for (Ranked& ranked : all) {
    *assessment->add_children() = std::move(ranked.readiness);
  }
}

}  // namespace sangam::matching
