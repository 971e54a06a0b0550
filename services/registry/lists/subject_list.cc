#include "services/registry/lists/subject_list.h"

#include "common/changelog/resource_fields.h"
#include "common/clock/clock.h"
#include "common/status/macros.h"
#include "services/registry/lists/list_page.h"
#include "services/registry/lists/list_request.h"

namespace sangam::registry {

absl::Status ListSubjects(Changelog& changelog, const ResourceType& type,
                          const google::protobuf::Message& request,
                          google::protobuf::Message* response) {
  if (!ListRequest::IsFor(request)) {
    return StandardMethods(&changelog, &type).List(request, response);
  }
  SANGAM_ASSIGN_OR_RETURN(
      const ListRequest list,
      ListRequest::Parse(request, type.table().collection()));
  const absl::CivilDay as_of =
      list.as_of().value_or(IndiaDay(changelog.clock().Now()));
  return changelog.Read(
      list.read_at(), [&](Snapshot& snapshot) -> absl::Status {
        ListPage page(&snapshot, &type, &list, as_of);
        SANGAM_RETURN_IF_ERROR(page.Read());
        for (const StoredResource& row : page.rows()) {
          SANGAM_RETURN_IF_ERROR(ReadStored(row, snapshot.position().epoch,
                                            AddResourceTo(response)));
        }
        SetTextField(response, "token", snapshot.token());
        if (page.go_on_after()) {
          SetTextField(
              response, "next_page_token",
              list.NextPageToken(*page.go_on_after(), snapshot.token(), as_of));
        }
        return absl::OkStatus();
      });
}

}  // namespace sangam::registry
