#include "services/sangamctl/commands/unknown_name.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {
namespace {

// A register of a state may hold millions.
constexpr size_t kMostNames = 20'000;

}  // namespace

std::string DidYouMeanName(absl::string_view name,
                           const std::vector<std::string>& known) {
  const std::string collection(name.substr(0, name.find('/') + 1));
  std::vector<std::string> ids;
  for (absl::string_view one : known) {
    if (absl::ConsumePrefix(&one, collection)) ids.emplace_back(one);
  }
  const std::string nearest = NearestName(name.substr(collection.size()), ids);
  return nearest.empty()
             ? ""
             : absl::StrCat("; did you mean \"", collection, nearest, "\"?");
}

ExitCode ComplainOfNamed(const absl::Status& status, const std::string& name,
                         Service service, ServiceCaller& caller) {
  const ResourceType* type = TypeOfName(name);
  if (!absl::IsNotFound(status) || type == nullptr ||
      type->kind == ResourceKind::kSchemeVersion ||
      !absl::StrContains(status.message(), name)) {
    return ComplainOf(status, service, caller);
  }
  const auto known = ResourceClient(caller).ListNames(*type, kMostNames);
  Complain(absl::StrCat(
      Explain(status, service, caller.AddressOf(service), caller.timeout()),
      known.ok() ? DidYouMeanName(name, *known) : ""));
  return ExitCodeOf(status);
}

}  // namespace sangam::sangamctl
