// The standard methods, for resources of any type.
#ifndef SANGAM_SERVICES_SANGAMCTL_REMOTE_RESOURCE_CLIENT_H_
#define SANGAM_SERVICES_SANGAMCTL_REMOTE_RESOURCE_CLIENT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "sangam/type/v1/consistency.pb.h"
#include "sangam/type/v1/write_outcome.pb.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {

// What a write did, and the state that holds it.
struct Written {
  type::v1::WriteOutcome outcome = type::v1::WRITE_OUTCOME_UNSPECIFIED;
  std::string token;
  // What a version will be refused for when it is submitted as it stands.
  std::vector<scheme_catalog::v1::SchemeVersionAdvice> advice;
};

// A resource or several, and the state that was read.
struct Found {
  std::vector<std::unique_ptr<google::protobuf::Message>> resources;
  std::string token;
};

// Asks for resources by reflection: the contracts name the methods and fields
// of all types alike. Thread-safe. Every error is the service's, unless said.
class ResourceClient {
 public:
  // `caller` outlives the client.
  explicit ResourceClient(ServiceCaller& caller) : caller_(caller) {}

  absl::StatusOr<Written> Upsert(const ResourceType& type,
                                 const google::protobuf::Message& resource);

  // CREATED, or UNCHANGED where a resource of this name is there already.
  absl::StatusOr<Written> CreateIfMissing(
      const ResourceType& type, const google::protobuf::Message& resource);

  // Checks `resource` as Upsert would, and stores nothing.
  absl::StatusOr<Written> Check(const ResourceType& type,
                                const google::protobuf::Message& resource);

  // Submits a draft, in the name of the settings' principal; gives its etag.
  absl::StatusOr<std::string> SubmitSchemeVersion(const std::string& name);

  // Publishes a submitted version in the name of `approver`, if it still has
  // this etag.
  absl::Status PublishSchemeVersion(const std::string& name,
                                    const std::string& etag,
                                    const std::string& approver);

  absl::StatusOr<Found> Get(const ResourceType& type, const std::string& name,
                            const type::v1::ReadAt& read_at);

  // All pages. `filters` are fields of the List request and their values.
  absl::StatusOr<Found> List(
      const ResourceType& type, const type::v1::ReadAt& read_at,
      const std::vector<std::pair<std::string, std::string>>& filters);

  // The names of the first `most` resources, or a few more.
  absl::StatusOr<std::vector<std::string>> ListNames(const ResourceType& type,
                                                     size_t most);

  // All schemes that hold these words, best first.
  absl::StatusOr<Found> SearchSchemes(const std::string& words);

  // The newest state of the owner of this type.
  absl::StatusOr<std::string> CurrentToken(const ResourceType& type);

 private:
  ServiceCaller& caller_;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_REMOTE_RESOURCE_CLIENT_H_
