// Create, Get, List, Update and Delete for any type of resource.
//
// The requests and replies of all types have one form (api improvement
// proposals 131 to 135, 154, 155, 158, 161), so one implementation serves all
// of them. It finds by their names the fields "name", "etag", "request_id",
// "read_at", "page_size", "page_token", "next_page_token", "update_mask",
// "allow_missing", "validate_only", "token" and "outcome"; the resource is
// field 1 of requests and replies.
//
//   StandardMethods groups(&changelog, &group_type);
//   SANGAM_RETURN_IF_ERROR(groups.Create(request, &response));
#ifndef SANGAM_COMMON_CHANGELOG_STANDARD_METHODS_H_
#define SANGAM_COMMON_CHANGELOG_STANDARD_METHODS_H_

#include <functional>
#include <utility>

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

  // The same methods for one call: what they write waits for its turn only
  // until `cancelled`, as ConnectionPool::Write says.
  StandardMethods Until(std::function<bool()> cancelled) const {
    StandardMethods methods = *this;
    methods.cancelled_ = std::move(cancelled);
    return methods;
  }

  // INVALID_ARGUMENT, ALREADY_EXISTS. A request_id that was used within the
  // last seven days gives the first answer again, or REQUEST_ID_REUSED.
  //
  // With validate_only all is checked as in a write, and the type's OnChange is
  // run; but nothing is kept, the request_id neither, and nobody is woken. The
  // answer is the one that the write would give, but for the token, etag and
  // update_time, which are those of what is stored now. So for Update.
  absl::Status Create(const Message& request, Message* response) const;

  // INVALID_ARGUMENT, NOT_FOUND, and the errors of Changelog::Read. In a past
  // state the resource is as it was, with the etag and update_time of then.
  absl::Status Get(const Message& request, Message* response) const;

  // In the order of names. A page ends early where it grows large, and in a
  // past state, perhaps without any resource, where it has looked at
  // kMostPastNames names. Any further text field of the request, if not empty,
  // is a filter on the extracted column of its name. INVALID_ARGUMENT; a
  // page_token counts only for the same query. Where read_at asks for one state
  // (exact_token or known_at), it is part of the query, and all pages are of
  // the state of the first.
  absl::Status List(const Message& request, Message* response) const;

  // INVALID_ARGUMENT, NOT_FOUND, ABORTED. What changes nothing is answered with
  // WRITE_OUTCOME_UNCHANGED and takes no revision.
  absl::Status Update(const Message& request, Message* response) const;

  // The same; `complete` edits or refuses a resource that is about to change,
  // in the transaction that changes it.
  absl::Status UpdateWith(
      const Message& request, Message* response,
      absl::FunctionRef<absl::Status(Message& after)> complete) const;

  // NOT_FOUND, ABORTED, and what the type's OnChange refuses.
  absl::Status Delete(const Message& request, Message* response) const;

  // The same; `check` may refuse it by what is stored, in the transaction that
  // would remove it.
  absl::Status DeleteIf(
      const Message& request, Message* response,
      absl::FunctionRef<absl::Status(const Message& before)> check) const;

  // A custom method that changes one resource, such as Publish: the request has
  // name, etag and request_id, the reply the resource and a token. `change`
  // edits the resource or refuses; Check and OnChange follow as for an update.
  absl::Status Change(const Message& request, Message* response,
                      absl::FunctionRef<absl::Status(Message&)> change) const;

 private:
  // Runs a write once for each request_id, or rehearses it.
  absl::Status WriteOnce(
      const Message& request, absl::string_view name, Message* response,
      absl::FunctionRef<absl::Status(WriteTransaction&)> work) const;
  // Runs a write of `name` that keeps nothing.
  absl::Status Rehearse(
      const Message& request, absl::string_view name, Message* response,
      absl::FunctionRef<absl::Status(WriteTransaction&)> work) const;
  // WriteOnce for the stored resource that a request names, if its etag allows
  // it.
  absl::Status WriteExisting(
      const Message& request, Message* response,
      absl::FunctionRef<absl::Status(WriteTransaction&, const StoredResource&,
                                     const Message&)>
          work) const;
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
  std::function<bool()> cancelled_;
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
