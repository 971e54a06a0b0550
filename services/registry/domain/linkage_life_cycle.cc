#include "services/registry/domain/linkage_life_cycle.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "common/status/errors.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/text.h"
#include "google/protobuf/util/message_differencer.h"

namespace sangam::registry {
namespace {

using v1::LinkageState;

constexpr int kMaxSteps = 100;

std::vector<LinkageState> NextOf(LinkageState state) {
  switch (state) {
    case v1::LINKAGE_STATE_PROPOSED:
      return {v1::LINKAGE_STATE_APPLIED, v1::LINKAGE_STATE_REFUSED};
    case v1::LINKAGE_STATE_APPLIED:
      return {v1::LINKAGE_STATE_SANCTIONED, v1::LINKAGE_STATE_REFUSED};
    case v1::LINKAGE_STATE_SANCTIONED:
      return {v1::LINKAGE_STATE_DISBURSED, v1::LINKAGE_STATE_REFUSED};
    case v1::LINKAGE_STATE_DISBURSED:
      return {v1::LINKAGE_STATE_UTILISED};
    default:
      return {};
  }
}

// "after PROPOSED comes APPLIED or REFUSED".
std::string WhatFollows(LinkageState state) {
  const std::vector<LinkageState> next = NextOf(state);
  if (next.empty()) {
    return absl::StrCat(LinkageStateText(state),
                        " is an end: a new application is a new linkage");
  }
  return absl::StrCat(
      "after ", LinkageStateText(state), " comes ",
      absl::StrJoin(next, " or ", [](std::string* out, LinkageState each) {
        out->append(LinkageStateText(each));
      }));
}

// Its day, if that is one of the calendar.
absl::optional<absl::CivilDay> CheckStep(Violations& violations,
                                         const std::string& path,
                                         const v1::LinkageStep& step) {
  CheckRequiredEnum(violations, absl::StrCat(path, ".state"), step.state());
  if (step.state() == v1::LINKAGE_STATE_RECEIVED) {
    violations.Add(absl::StrCat(path, ".state"),
                   "RECEIVED is the state of a record without steps");
  }
  absl::optional<absl::CivilDay> day;
  if (step.has_taken_on()) {
    day =
        CheckDate(violations, absl::StrCat(path, ".taken_on"), step.taken_on());
  } else {
    violations.Add(absl::StrCat(path, ".taken_on"), "is missing");
  }
  if (step.taken_by().empty()) {
    violations.Add(absl::StrCat(path, ".taken_by"), "is missing");
  } else {
    CheckCapitalCode(violations, absl::StrCat(path, ".taken_by"),
                     step.taken_by());
  }
  if (step.state() == v1::LINKAGE_STATE_REFUSED) {
    CheckRequiredText(violations, absl::StrCat(path, ".reason"), step.reason(),
                      kTextLength);
  } else {
    CheckOptionalText(violations, absl::StrCat(path, ".reason"), step.reason(),
                      kTextLength);
  }
  CheckOptionalText(violations, absl::StrCat(path, ".reference"),
                    step.reference(), kTitleLength);
  return day;
}

}  // namespace

bool FeedsReceived(LinkageState state) {
  return state == v1::LINKAGE_STATE_RECEIVED ||
         state == v1::LINKAGE_STATE_DISBURSED ||
         state == v1::LINKAGE_STATE_UTILISED;
}

bool CanFollow(LinkageState from, LinkageState to) {
  const std::vector<LinkageState> next = NextOf(from);
  return std::find(next.begin(), next.end(), to) != next.end();
}

std::string LinkageStateText(LinkageState state) {
  return std::string(
      absl::StripPrefix(v1::LinkageState_Name(state), "LINKAGE_STATE_"));
}

void CheckSteps(Violations& violations, const v1::Linkage& linkage) {
  if (linkage.state() == v1::LINKAGE_STATE_RECEIVED) {
    if (!linkage.steps().empty()) {
      violations.Add("steps",
                     "must be left out in the state RECEIVED, which does not"
                     " tell them");
    }
    return;
  }
  if (linkage.steps().empty()) {
    violations.Add("steps", absl::StrCat("is missing: at least the one to ",
                                         LinkageStateText(linkage.state())));
    return;
  }
  if (linkage.steps_size() > kMaxSteps) {
    violations.Add("steps",
                   absl::StrCat("has more than ", kMaxSteps, " elements"));
    return;
  }
  absl::optional<absl::CivilDay> before;
  for (int i = 0; i < linkage.steps_size(); ++i) {
    const v1::LinkageStep& step = linkage.steps(i);
    const std::string path = absl::StrCat("steps[", i, "]");
    const auto day = CheckStep(violations, path, step);
    CheckDateOrder(violations, before, absl::StrCat(path, ".taken_on"), day);
    if (day) before = day;
    if (i > 0 && !CanFollow(linkage.steps(i - 1).state(), step.state())) {
      violations.Add(
          absl::StrCat(path, ".state"),
          absl::StrCat("can't be ", LinkageStateText(step.state()), ": ",
                       WhatFollows(linkage.steps(i - 1).state())));
    }
  }
  const LinkageState last = linkage.steps().rbegin()->state();
  if (last != linkage.state()) {
    violations.Add(
        "state",
        absl::StrCat("is ", LinkageStateText(linkage.state()),
                     ", but the last step led to ", LinkageStateText(last)));
  }
}

absl::Status CheckLinkageChange(const v1::Linkage& before,
                                const v1::Linkage& after) {
  if (before.state() != after.state() && NextOf(before.state()).empty()) {
    return InvalidFieldError(
        "state", absl::StrCat("can't become ", LinkageStateText(after.state()),
                              ": ", WhatFollows(before.state())));
  }
  for (int i = 0; i < before.steps_size(); ++i) {
    if (i < after.steps_size() &&
        google::protobuf::util::MessageDifferencer::Equals(before.steps(i),
                                                           after.steps(i))) {
      continue;
    }
    return InvalidFieldError(
        "steps",
        absl::StrCat("must begin with those on record, among them the one to ",
                     LinkageStateText(before.steps(i).state()), "; ",
                     WhatFollows(before.state())));
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
