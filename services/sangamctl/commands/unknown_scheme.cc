#include "services/sangamctl/commands/unknown_scheme.h"

#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {
namespace {

std::string NoteOn(const std::string& name, ResourceClient& client) {
  std::vector<std::string> known;
  const absl::StatusOr<Found> all =
      client.List(*TypeOfCollection("schemes"), {}, {});
  if (all.ok()) {
    for (const auto& message : all->resources) {
      known.push_back(
          static_cast<const scheme_catalog::v1::Scheme&>(*message).name());
    }
  }
  return absl::StrCat("there is no scheme \"", name, "\"",
                      DidYouMean(name, known));
}

}  // namespace

std::string UnknownSchemeNote(
    const matching::v1::MatchSchemesRequest& request,
    const matching::v1::MatchSchemesResponse& response, ServiceCaller& caller) {
  absl::flat_hash_set<std::string> answered;
  for (const auto& match : response.matches()) answered.insert(match.scheme());
  ResourceClient client(caller);
  const ResourceType& type = *TypeOfCollection("schemes");
  for (const std::string& name : request.schemes()) {
    if (answered.contains(name)) continue;
    if (TypeOfName(name) != &type) return NoteOn(name, client);
    const absl::Status status =
        client.Get(type, name, request.read_at()).status();
    if (absl::IsNotFound(status)) return NoteOn(name, client);
  }
  return "";
}

}  // namespace sangam::sangamctl
