#include "services/matching/engine/step_search.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <vector>

#include "common/rules/evaluator.h"

namespace sangam::matching {
namespace {

using google::protobuf::FieldDescriptor;

// Each costs about as much as a verdict.
constexpr int64_t kMostSteps = 30;

class StepSearch {
 public:
  StepSearch(const CompiledVersion& version, const AttributeTests& tests,
             const MatchContext& context, int64_t actual)
      : version_(version),
        tests_(tests),
        context_(context),
        actual_(actual),
        profile_(context.profile),
        steps_of_test_(tests.all().size()) {
    for (const AttributeTest& test : tests.all()) {
      now_.push_back(TruthOf(test, context.subject));
    }
  }

  absl::optional<WayOut> Run() {
    for (int64_t steps = 1; steps <= kMostSteps; ++steps) {
      for (const int64_t step : {steps, -steps}) {
        if (!tests_.CanBecome(actual_ + step)) continue;
        if (Try(step)) return TellBy(step);
      }
    }
    return absl::nullopt;
  }

 private:
  Truth TruthOf(const AttributeTest& test, const SubjectView& subject) const {
    return rules::EvaluatePredicate(*test.predicate, subject,
                                    context_.reference)
        .truth;
  }

  // Whether all conditions hold after this step.
  bool Try(int64_t step) {
    profile_.GetReflection()->SetInt64(&profile_, tests_.attribute().field,
                                       actual_ + step);
    const SubjectView& subject =
        after_.emplace(profile_, context_.subject.place_chain(),
                       context_.subject.as_of(), context_.dictionary,
                       &context_.reference.dated, &context_.reference.places);
    then_.clear();
    for (size_t i = 0; i < tests_.all().size(); ++i) {
      then_.push_back(TruthOf(tests_.all()[i], subject));
      if (then_[i] != now_[i] && steps_of_test_[i] == 0) {
        steps_of_test_[i] = step;
      }
    }
    if (then_ == now_) return false;
    return std::all_of(version_.conditions.begin(), version_.conditions.end(),
                       [&](const OptionalRule& rule) {
                         return rule->Evaluate(subject, context_.reference) ==
                                Truth::kTrue;
                       });
  }

  // By the test that took most steps to come to what is wanted; of several
  // rather one of the attribute itself, which has a distance.
  absl::optional<WayOut> TellBy(int64_t step) const {
    absl::optional<size_t> told;
    const auto is_harder = [&](size_t a, size_t b) {
      const int64_t steps_a = std::abs(steps_of_test_[a]);
      const int64_t steps_b = std::abs(steps_of_test_[b]);
      return steps_a != steps_b ? steps_a > steps_b : IsPlain(a) && !IsPlain(b);
    };
    for (size_t i = 0; i < then_.size(); ++i) {
      const AttributeTest& test = tests_.all()[i];
      if (then_[i] == now_[i] || then_[i] == Truth::kUnknown) continue;
      if (!(then_[i] == Truth::kTrue ? test.wanted : test.unwanted)) continue;
      if (!told || is_harder(i, *told)) told = i;
    }
    if (!told) return absl::nullopt;
    WayOut way;
    way.kind = WayOut::Kind::kOpen;
    way.test = tests_.all()[*told].predicate;
    way.negated = then_[*told] == Truth::kFalse;
    if (IsPlain(*told)) {
      way.further = rules::Distance{std::abs(step), step > 0};
    } else if (steps_of_test_[*told] != step) {
      way.further = MeasuredBy(*way.test);
    }
    return way;
  }

  // How far what the test measures has come.
  absl::optional<rules::Distance> MeasuredBy(
      const rules::Predicate& predicate) const {
    const auto test = rules::NumberTestOf(predicate);
    if (!test) return absl::nullopt;
    const rules::Datum now =
        rules::EvaluateTree(*test->measured, context_.subject,
                            context_.reference)
            .value;
    const rules::Datum then =
        rules::EvaluateTree(*test->measured, *after_, context_.reference).value;
    const auto* from = absl::get_if<int64_t>(&now);
    const auto* to = absl::get_if<int64_t>(&then);
    if (from == nullptr || to == nullptr) return absl::nullopt;
    const __int128 apart = static_cast<__int128>(*to) - *from;
    const __int128 amount = apart < 0 ? -apart : apart;
    if (amount == 0 || amount > std::numeric_limits<int64_t>::max()) {
      return absl::nullopt;
    }
    return rules::Distance{static_cast<int64_t>(amount), apart > 0};
  }

  bool IsPlain(size_t test) const {
    return tests_.all()[test].predicate->kind !=
           rules::Predicate::Kind::kComputed;
  }

  const CompiledVersion& version_;
  const AttributeTests& tests_;
  const MatchContext& context_;
  const int64_t actual_;
  type::v1::Profile profile_;
  // The subject after the last step that was tried.
  absl::optional<SubjectView> after_;
  std::vector<Truth> now_;
  std::vector<Truth> then_;
  // After how many steps it was first otherwise; 0: not yet.
  std::vector<int64_t> steps_of_test_;
};

}  // namespace

absl::optional<WayOut> FindByStep(const CompiledVersion& version,
                                  const AttributeTests& tests,
                                  const MatchContext& context) {
  const FieldDescriptor* field = tests.attribute().field;
  const auto* actual = absl::get_if<int64_t>(&tests.actual());
  if (actual == nullptr || field == nullptr || context.profile.has_children() ||
      field->cpp_type() != FieldDescriptor::CPPTYPE_INT64) {
    return absl::nullopt;
  }
  // Steps from further out could leave the numbers that there are.
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max() - kMostSteps;
  if (*actual > kMost || *actual < -kMost) return absl::nullopt;
  return StepSearch(version, tests, context, *actual).Run();
}

}  // namespace sangam::matching
