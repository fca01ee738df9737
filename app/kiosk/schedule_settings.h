// The sections [hours], [[season]], [dark], [brightness], [loop] and [[daypart]] of a profile.
#pragma once

#include "app/kiosk/schedule.h"
#include "app/process/settings.h"

namespace gongkai::kiosk {

void read_schedule(process::SettingsReader& reader, Schedule& schedule);

}  // namespace gongkai::kiosk
