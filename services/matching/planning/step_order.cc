#include "services/matching/planning/step_order.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"

namespace sangam::matching {
namespace {

using type::v1::PlanStep;

class Orderer {
 public:
  Orderer(std::vector<PlanStep> steps, absl::CivilDay first_day)
      : left_(std::move(steps)), first_day_(first_day) {}

  std::vector<PlanStep> Order() && {
    while (!left_.empty()) {
      auto next = left_.end();
      for (auto step = left_.begin(); step != left_.end(); ++step) {
        if (!IsReady(*step)) continue;
        if (next == left_.end() || step->kind() < next->kind()) next = step;
      }
      if (next == left_.end()) {
        next = left_.begin();
        BreakCircle(*next);
      }
      Place(std::move(*next));
      left_.erase(next);
    }
    return std::move(ordered_);
  }

 private:
  bool IsLeft(const std::string& id) const {
    return absl::c_any_of(
        left_, [&](const PlanStep& step) { return step.id() == id; });
  }

  bool IsReady(const PlanStep& step) const {
    return absl::c_none_of(
        step.after(), [this](const std::string& id) { return IsLeft(id); });
  }

  void BreakCircle(PlanStep& step) const {
    auto* after = step.mutable_after();
    std::vector<std::string> kept;
    for (const std::string& id : *after) {
      if (!IsLeft(id)) {
        kept.push_back(id);
      } else {
        step.add_blockers(absl::StrCat("it and ", id, " wait for each other"));
      }
    }
    after->Clear();
    for (std::string& id : kept) step.add_after(std::move(id));
  }

  void Place(PlanStep step) {
    absl::CivilDay earliest = first_day_;
    for (const std::string& id : step.after()) {
      earliest = std::max(earliest, done_by_[id]);
    }
    if (step.has_opens_on()) {
      const auto opens = ToCivilDay(step.opens_on(), "opens_on");
      if (opens.ok()) earliest = std::max(earliest, *opens);
    }
    *step.mutable_earliest() = ToDate(earliest);
    if (step.has_closes_on()) {
      const auto closes = ToCivilDay(step.closes_on(), "closes_on");
      if (closes.ok() && *closes < earliest) {
        step.add_blockers(absl::StrCat("its window closes on ",
                                       FormatDay(*closes), ", before ",
                                       FormatDay(earliest)));
      }
    }
    done_by_[step.id()] = earliest + step.lead_time_days();
    ordered_.push_back(std::move(step));
  }

  std::vector<PlanStep> left_;
  const absl::CivilDay first_day_;
  std::map<std::string, absl::CivilDay> done_by_;
  std::vector<PlanStep> ordered_;
};

}  // namespace

void PutAfter(const std::string& earlier, PlanStep& step) {
  if (earlier != step.id() && !absl::c_linear_search(step.after(), earlier)) {
    step.add_after(earlier);
  }
}

std::vector<PlanStep> OrderSteps(std::vector<PlanStep> steps,
                                 absl::CivilDay first_day) {
  return Orderer(std::move(steps), first_day).Order();
}

void BlockIfLate(const type::v1::PlanTerms& terms, PlanStep& step) {
  if (step.kind() != type::v1::PLAN_STEP_KIND_CARRY_OUT) return;
  const auto earliest = ToCivilDay(step.earliest(), "earliest");
  for (const auto& need : terms.needs()) {
    if (need.id() != step.needs(0) || !need.has_needed_by()) continue;
    const auto day = ToCivilDay(need.needed_by(), "needed_by");
    if (!day.ok() || !earliest.ok() || *earliest <= *day) continue;
    step.add_blockers(absl::StrCat("it can't be done before ",
                                   FormatDay(*earliest), "; ", need.id(),
                                   " must be there by ", FormatDay(*day)));
  }
}

}  // namespace sangam::matching
