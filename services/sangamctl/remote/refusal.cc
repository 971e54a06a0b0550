#include "services/sangamctl/remote/refusal.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"

namespace sangam::sangamctl {
namespace {

struct ServiceWords {
  const char* title;
  const char* flag;
  const char* command;
};

ServiceWords WordsOf(Service service) {
  switch (service) {
    case Service::kRegistry:
      return {"registry", "--registry",
              "sangam_registry --store=sqlite:registry.db"};
    case Service::kSchemeCatalog:
      return {"scheme catalogue", "--scheme-catalog",
              "sangam_scheme_catalog --store=sqlite:scheme_catalog.db"};
    case Service::kMatching:
      return {"matching service", "--matching", "sangam_matching"};
  }
  return {"", "", ""};
}

}  // namespace

bool IsUnreachable(const absl::Status& status) {
  return absl::IsUnavailable(status) &&
         ReasonOf(status) == type::v1::ERROR_REASON_UNSPECIFIED;
}

ExitCode ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kExitOk;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return kExitUnreachable;
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
      return kExitInternal;
    default:
      return kExitRefused;
  }
}

std::string Explain(const absl::Status& status, Service service,
                    const std::string& address, absl::Duration timeout) {
  const ServiceWords words = WordsOf(service);
  if (IsUnreachable(status)) {
    return absl::StrCat("the ", words.title, " can't be reached at ", address,
                        "; start it (", words.command, " --listen=", address,
                        ") or give its address with ", words.flag);
  }
  if (absl::IsDeadlineExceeded(status)) {
    return absl::StrCat(
        "the ", words.title, " at ", address, " did not answer within ",
        absl::FormatDuration(timeout), "; try a longer --timeout");
  }
  // A service of ours says why; what does not know the call says nothing, or
  // nothing of use.
  if (absl::IsUnimplemented(status) &&
      ReasonOf(status) == type::v1::ERROR_REASON_UNSPECIFIED) {
    return absl::StrCat(
        "what listens at ", address, " does not know this call: it is no ",
        words.title, " of this version; check ", words.flag,
        status.message().empty()
            ? ""
            : absl::StrCat(" (it says: ", status.message(), ")"));
  }
  const std::vector<FieldViolation> violations = FieldViolationsOf(status);
  if (violations.empty()) {
    return status.message().empty()
               ? absl::StrCat("the ", words.title, " gives no reason: ",
                              absl::StatusCodeToString(status.code()))
               : std::string(status.message());
  }
  return absl::StrJoin(
      violations, "\n", [](std::string* out, const FieldViolation& violation) {
        absl::StrAppend(out, violation.field, ": ", violation.description);
      });
}

}  // namespace sangam::sangamctl
