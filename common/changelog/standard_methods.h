// Create, Get, List, Update and Delete for any type of resource.
//
// The requests and replies of all types have one form (api improvement
// proposals 131 to 135, 154, 155, 158, 161), so one implementation serves all
// of them. It finds by their names the fields "name", "etag", "request_id",
// "read_at", "page_size", "page_token", "next_page_token", "update_mask",
// "allow_missing", "token" and "outcome"; the resource is field 1 of requests
// and replies.
//
//   StandardMethods groups(&changelog, &group_type);
//   SANGAM_RETURN_IF_ERROR(groups.Create(request, &response));
#ifndef SANGAM_COMMON_CHANGELOG_STANDARD_METHODS_H_
#define SANGAM_COMMON_CHANGELOG_STANDARD_METHODS_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_type.h"
#include "google/protobuf/message.h"

namespace sangam {

// Thread-safe. The changelog and the type outlive it. On an error the response
// is left in any state and nothing is stored.
class StandardMethods {
 public:
  using Message = google::protobuf::Message;

  StandardMethods(Changelog* changelog, const ResourceType* type)
      : changelog_(*changelog), type_(*type) {}

  // INVALID_ARGUMENT, ALREADY_EXISTS. A request_id that was used within the
  // last seven days gives the first answer again, or REQUEST_ID_REUSED.
  absl::Status Create(const Message& request, Message* response) const;

  // INVALID_ARGUMENT, NOT_FOUND, and the errors of Changelog::Read.
  absl::Status Get(const Message& request, Message* response) const;

  // In the order of names. A page ends early where it grows large. Any further
  // text field of the request, if not empty, is a filter on the extracted
  // column of its name. INVALID_ARGUMENT; a page_token counts only for the same
  // query.
  absl::Status List(const Message& request, Message* response) const;

  // INVALID_ARGUMENT, NOT_FOUND, ABORTED. What changes nothing is answered with
  // WRITE_OUTCOME_UNCHANGED and takes no revision.
  absl::Status Update(const Message& request, Message* response) const;

  // NOT_FOUND, ABORTED, and what the type's OnChange refuses.
  absl::Status Delete(const Message& request, Message* response) const;

  // A custom method that changes one resource, such as Publish: the request has
  // name, etag and request_id, the reply the resource and a token. `change`
  // edits the resource or refuses; Check and OnChange follow as for an update.
  absl::Status Change(const Message& request, Message* response,
                      absl::FunctionRef<absl::Status(Message&)> change) const;

 private:
  // Runs a write once for each request_id.
  absl::Status WriteOnce(
      const Message& request, Message* response,
      absl::FunctionRef<absl::Status(WriteTransaction&)> work) const;
  // Writes `after`, which has passed Check, and fills the reply. `before` may
  // be null. The second checks `after` first.
  absl::Status Store(WriteTransaction& transaction, const Message* before,
                     absl::string_view name, Message& after,
                     Message* response) const;
  absl::Status CheckAndStore(WriteTransaction& transaction,
                             const Message* before, absl::string_view name,
                             Message& after, Message* response) const;

  Changelog& changelog_;
  const ResourceType& type_;
};

// Calls a standard method and gives its reply:
//   return Call<GetGroupResponse>(groups_, &StandardMethods::Get, request);
template <typename Response, typename Request>
absl::StatusOr<Response> Call(
    const StandardMethods& methods,
    absl::Status (StandardMethods::*method)(const google::protobuf::Message&,
                                            google::protobuf::Message*) const,
    const Request& request) {
  Response response;
  absl::Status status = (methods.*method)(request, &response);
  if (!status.ok()) return status;
  return response;
}

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_STANDARD_METHODS_H_
